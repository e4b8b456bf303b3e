import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput, badInput, type Problem } from '../../config/problem.ts';
import { readRegularFile } from '../../config/read/regular-file.ts';
import { parseYaml } from '../../config/read/yaml.ts';
import { environmentsAfter, type OtherEnvironment } from '../environments/decide.ts';
import { type EnvironmentsOfFolder, type LoadRequest, loadForFolder } from '../environments/load.ts';
import { shareInChart } from '../environments/share.ts';
import { sha256 } from '../replace/record.ts';
import { type Replacement, replaceTree } from '../replace/replace-tree.ts';
import { helmChart } from './chart.ts';
import { isMap, type Value } from './values/values.ts';
import {
  mergedValues,
  type NamedValues,
  ownValuesFile,
  type Values,
  valuesFileOf,
} from './values/values-files.ts';

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
  const shares = Object.fromEntries(
    environments.map(environment => [environment.name, shareInChart(environment)]),
  );
  const replacement = replaceTree(folder, files, environmentsAfter(decision, shares), {
    record,
    keeps: () => false,
  });
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

const expectation = {
  largest: 100_000_000,
  adviceOnSize: 'restore the file from Git',
  adviceOnName: 'restore the file from Git',
};

function readValuesFile(file: string, kept: readonly OtherEnvironment[]): Values {
  const values = parseYaml(readRegularFile(file, expectation).toString('utf8'), file) as Value;
  if (!isMap(values)) throw new BadInput([unusable(file, kept, 'no keys')]);
  return values;
}

function unusable(file: string, kept: readonly OtherEnvironment[], found: string): Problem {
  const change = `restore the file from Git, or name ${filesOf(kept)} with --environment too`;
  return { file, message: `expected the values of ${namesOf(kept)}, found ${found}; ${change}` };
}

/** Values that were written for other templates may not fit: only their environment's file can tell. */
function refuseOtherTemplates(
  { folder, decision: { kept }, record }: EnvironmentsOfFolder,
  files: ReadonlyMap<string, string>,
): void {
  if (kept.length === 0) return;
  const isFixed = (path: string) => path.startsWith('templates/') || path === 'values.schema.json';
  const before = [...(record?.files ?? [])].filter(([path]) => isFixed(path));
  const now = new Map(
    [...files].filter(([path]) => isFixed(path)).map(([path, text]) => [path, sha256(text)]),
  );
  const changed = before.length !== now.size || before.some(([path, hash]) => now.get(path) !== hash);
  if (!changed) return;
  throw badInput({
    file: folder,
    message:
      `found templates of another version of slipway, which the values of ${namesOf(kept)} were made for; ` +
      `expected the same templates for all; name ${filesOf(kept)} with --environment too`,
  });
}

function namesOf(kept: readonly OtherEnvironment[]): string {
  return kept.map(({ name }) => name).join(', ');
}

function filesOf(kept: readonly OtherEnvironment[]): string {
  return kept.map(({ file }) => file).join(', ');
}
