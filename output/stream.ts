import type { Placed } from '../rules/model/manifest.ts';
import { toYaml } from './yaml.ts';

/** All objects as one text: a YAML stream, or a JSON array. */
export function toStream(objects: readonly Placed[], format: 'yaml' | 'json'): string {
  const manifests = objects.map(({ manifest }) => manifest);
  if (format === 'json') return `${JSON.stringify(manifests, null, 2)}\n`;
  return manifests.map(manifest => `---\n${toYaml(manifest)}`).join('');
}
