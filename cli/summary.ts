import { bootstrapLine } from '../output/argocd/bootstrap.ts';
import type { Replacement } from '../output/replace/replace-tree.ts';
import type { Synthesis } from '../output/synthesize.ts';
import type { SynthesizedTree } from '../output/write-tree.ts';
import { environmentLines, environmentsInJson, treeKind } from './environment-lines.ts';
import { noticeLines } from './notice-lines.ts';

/** What a synth did, as text and as JSON. */
export interface Summary {
  readonly text: string;
  readonly json: string;
}

/** The number of objects by folder: `production/application`. */
function objectsByFolder({ objects }: Synthesis): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { origin } of objects) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  return counts;
}

export function summarize(
  { folder, decision, synthesis, replacement: done }: SynthesizedTree,
  seconds: number,
): Summary {
  const counts = objectsByFolder(synthesis);
  const kind = treeKind(done);
  const files = { written: done.written, removed: done.removed, edited: done.edited };
  const json = {
    folder,
    environments: environmentsInJson(decision, kind),
    objects: Object.fromEntries(counts),
    notices: synthesis.notices,
    ...files,
    unchanged: done.unchanged.length,
    kept: done.kept.length,
    seconds: Number(seconds.toFixed(3)),
  };
  const lines = [
    ...objectLines(counts),
    ...noticeLines(synthesis),
    ...environmentLines(decision, kind),
    ...editedLines(done),
    fileLine(folder, done, seconds),
    ...(counts.has('argocd') ? [bootstrapLine(folder, synthesis.listed)] : []),
  ];
  return {
    text: `${lines.join('\n')}\n`,
    json: `${JSON.stringify(json, null, 2)}\n`,
  };
}

/** `production   67 objects: platform 4, network 12, …` */
function objectLines(counts: ReadonlyMap<string, number>): string[] {
  const tops = new Map<string, [string, number][]>();
  for (const [origin, count] of counts) {
    const [top = origin, tier = ''] = origin.split('/');
    tops.set(top, [...(tops.get(top) ?? []), [tier, count]]);
  }
  const width = Math.max(0, ...[...tops.keys()].map(top => top.length));
  return [...tops].map(([top, tiers]) => {
    const total = tiers.reduce((sum, [, count]) => sum + count, 0);
    const named = tiers.filter(([tier]) => tier !== '').map(([tier, count]) => `${tier} ${count}`);
    return `${top.padEnd(width)}  ${[`${total} objects`, ...named].join(', ').replace(', ', ': ')}`;
  });
}

function editedLines({ edited, removed }: Replacement): string[] {
  return edited.map(path =>
    removed.includes(path)
      ? `${path}: was changed by hand and is now removed`
      : `${path}: was changed by hand and is now as the environments say`,
  );
}

function fileLine(folder: string, done: Replacement, seconds: number): string {
  const { written, removed, unchanged, kept } = done;
  const counts = `${written.length} written, ${removed.length} removed, ${unchanged.length} unchanged`;
  const others = kept.length > 0 ? `, ${kept.length} kept` : '';
  return `${folder}: ${counts}${others}, ${seconds.toFixed(1)} s`;
}
