import { load } from 'js-yaml';
import type { Environment } from '../../config/environment.ts';
import { type Data, mergePatch } from '../../config/merge.ts';
import { formatPath } from '../../config/path.ts';
import { validate } from '../../config/validate.ts';
import { soundSynthesis } from '../../output/synthesize.ts';
import { toYaml } from '../../output/yaml.ts';
import { smallest } from './first-screen.ts';
import type { Shown, Topic } from './topic.ts';

/**
 * The parts of objects that a topic shows, each as YAML.
 *
 * @throws Error if its example is refused, or if one of the parts is not there.
 */
export function partsOf(topic: Pick<Topic, 'title' | 'example' | 'shown'>): string[] {
  const { objects } = soundSynthesis([environmentOf(topic)]);
  return topic.shown.map(shown => {
    const { kind, name } = shown;
    const object = objects.find(
      ({ manifest }) => manifest.kind === kind && manifest.metadata.name === name,
    )?.manifest;
    if (object === undefined) {
      const made = objects.flatMap(({ manifest }) => (manifest.kind === kind ? manifest.metadata.name : []));
      throw new Error(`topic ${topic.title}: found no ${kind} ${name}, expected one of ${made.join(', ')}`);
    }
    return toYaml(partOf(object, shown, topic.title));
  });
}

/** The environment of the first screen with the example of a topic. */
function environmentOf({ title, example }: Pick<Topic, 'title' | 'example'>): Environment {
  const patch = 'file' in example ? load(example.file) : { applications: { web: load(example.application) } };
  const { environment, faults } = validate(mergePatch(load(smallest) as Data, patch as Data));
  if (environment) return environment;
  const found = faults.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  throw new Error(`topic ${title}: the example is refused: ${found.join('; ')}`);
}

function partOf(manifest: unknown, { kind, name, at, keys }: Shown, topic: string): object {
  const place = at === '' ? manifest : at.split('.').reduce(child, manifest);
  return Object.fromEntries(
    keys.map(key => {
      const value = child(place, key);
      if (value !== undefined) return [key, value];
      throw new Error(
        `topic ${topic}: ${kind} ${name} has no ${key} in ${at || 'it'}; change shown or the example`,
      );
    }),
  );
}

function child(value: unknown, key: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[key];
}
