import { environmentFiles, environmentsFolder } from '../config/files.ts';
import { loadWithSources } from '../config/load.ts';
import type { Placed } from '../rules/model/manifest.ts';
import { parameterProblems } from './environments/parameter-problems.ts';
import { type Synthesis, soundSynthesis } from './synthesize.ts';
import { withFileInError } from './unbuildable.ts';
import { toYaml } from './yaml.ts';

/**
 * The objects of environments as one text: a YAML stream, or a JSON array.
 *
 * A stream of some environments leaves out the ApplicationSet: with a part of its list, it would delete the
 * Applications of all other environments.
 *
 * @param files environment files. Default: all in `environments/`.
 * @throws BadInput, or Violations when objects contradict each other.
 */
export async function streamOf(
  files: readonly string[] | undefined,
  format: 'yaml' | 'json',
): Promise<{ readonly text: string } & Pick<Synthesis, 'notices'>> {
  const loaded = await loadWithSources(
    files ?? (await environmentFiles(environmentsFolder)),
    parameterProblems,
  );
  const sourceFiles = Object.fromEntries(
    loaded.map(({ environment, sources }) => [environment.name, sources[0].file]),
  );
  const { objects, notices } = withFileInError(sourceFiles, () =>
    soundSynthesis(loaded.map(({ environment }) => environment)),
  );
  const streamed = files === undefined ? objects : objects.filter(({ manifest }) => !isShared(manifest.kind));
  return { text: toStream(streamed, format), notices };
}

function isShared(kind: string): boolean {
  return kind === 'ApplicationSet';
}

/** All objects as one text: a YAML stream, or a JSON array. */
export function toStream(objects: readonly Placed[], format: 'yaml' | 'json'): string {
  const manifests = objects.map(({ manifest }) => manifest);
  if (format === 'json') return `${JSON.stringify(manifests, null, 2)}\n`;
  return manifests.map(manifest => `---\n${toYaml(manifest)}`).join('');
}
