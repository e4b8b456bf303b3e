import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Data, type DataObject, isDataObject } from '../config/merge.ts';
import { BadInput, badInput, type Problem } from '../config/problem.ts';
import { readRegularFile } from '../config/read/regular-file.ts';
import { parseYaml } from '../config/read/yaml.ts';
import { environmentsAfter, type OtherEnvironment } from './environments/decide.ts';
import { type EnvironmentsOfFolder, type LoadRequest, loadForFolder } from './environments/load.ts';
import { shareInChart } from './environments/share.ts';
import { helmChart } from './helm/chart.ts';
import { mergedValues, type NamedValues, ownValuesFile, valuesFileOf } from './helm/values/values.ts';
import { sha256 } from './replace/record.ts';
import { type Replacement, replaceTree } from './replace/replace-tree.ts';

/** What one run made of the folder of a chart. */
export interface WrittenChart extends EnvironmentsOfFolder {
  readonly replacement: Replacement;
}

/**
 * Loads environments and writes the chart. The values of environments that are kept stay the same; their files change
 * where the chart's own values do, into which Helm merges them.
 *
 * @throws BadInput; nothing is touched then.
 */
export async function writeChart(folder: string, request: LoadRequest = {}): Promise<WrittenChart> {
  const loaded = await loadForFolder(folder, request);
  const { environments, decision, record } = loaded;
  const files = helmChart(environments, keptValues(folder, decision.kept));
  refuseOtherTemplates(loaded, files);
  const shares = environments.map(environment => [environment.name, shareInChart(environment)]);
  const after = environmentsAfter(decision, Object.fromEntries(shares));
  const replacement = replaceTree(folder, files, after, { record, keeps: () => false });
  return { ...loaded, replacement };
}

/** All values of environments that the chart has, read back from its files. */
function keptValues(folder: string, kept: readonly OtherEnvironment[]): NamedValues[] {
  if (kept.length === 0) return [];
  const files = [ownValuesFile, ...kept.map(({ name }) => valuesFileOf(name))];
  const missing = files.map(file => join(folder, file)).filter(file => !existsSync(file));
  if (missing.length > 0) throw new BadInput(missing.map(file => unusable(file, kept, 'no such file')));
  const chartValues = readValuesFile(join(folder, ownValuesFile), kept);
  return kept.map(environment => {
    const file = readValuesFile(join(folder, valuesFileOf(environment.name)), [environment]);
    return { name: environment.name, values: mergedValues(chartValues, file) };
  });
}

const advice = 'restore the file from Git';
const expectation = { largest: 100_000_000, adviceOnSize: advice, adviceOnName: advice };

function readValuesFile(file: string, kept: readonly OtherEnvironment[]): DataObject {
  const values = parseYaml(readRegularFile(file, expectation).toString('utf8'), file) as Data;
  if (!isDataObject(values)) throw new BadInput([unusable(file, kept, 'no keys')]);
  return values;
}

function unusable(file: string, kept: readonly OtherEnvironment[], found: string): Problem {
  const change = `${advice}, or name ${listOf('file', kept)} with --environment too`;
  return { file, message: `expected the values of ${listOf('name', kept)}, found ${found}; ${change}` };
}

/** Values that were written for other templates may not fit: only their environment's file can tell. */
function refuseOtherTemplates(
  { folder, decision: { kept }, record }: EnvironmentsOfFolder,
  files: ReadonlyMap<string, string>,
): void {
  if (kept.length === 0) return;
  const isFixed = ([path]: readonly [string, string]) =>
    path.startsWith('templates/') || path === 'values.schema.json';
  const before = [...(record?.files ?? [])].filter(isFixed);
  const now = new Map([...files].filter(isFixed).map(([path, text]) => [path, sha256(text)]));
  if (before.length === now.size && before.every(([path, hash]) => now.get(path) === hash)) return;
  throw badInput({
    file: folder,
    message:
      `found templates of another version of slipway, which the values of ${listOf('name', kept)} were made for; ` +
      `expected the same templates for all; name ${listOf('file', kept)} with --environment too`,
  });
}

function listOf(key: 'name' | 'file', kept: readonly OtherEnvironment[]): string {
  return kept.map(({ [key]: text }) => text).join(', ');
}
