import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { Manifest } from '../rules/model/manifest.ts';

/**
 * Writes the chart that a person would write for a fleet: one `range` over the names of the applications. Only the
 * name varies in their objects.
 */
export function writePlainChart(
  folder: string,
  objects: readonly Manifest[],
  names: readonly string[],
): void {
  const [first = ''] = names;
  const others = new Set(names);
  const fixed = objects.filter(({ metadata }) => !others.has(metadata.name));
  const ofFirst = objects.filter(({ metadata }) => metadata.name === first);
  const text = (manifests: readonly Manifest[]): string =>
    manifests.map(manifest => `---\n${dump(manifest, { lineWidth: -1 })}`).join('');
  const range = `{{- range $name := .Values.names }}\n${text(ofFirst).replaceAll(first, '{{ $name }}')}{{- end }}\n`;
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: plain\nversion: 0.1.0\n');
  writeFileSync(join(folder, 'values.yaml'), dump({ names }));
  writeFileSync(join(folder, 'templates/fleet.yaml'), `${range}${text(fixed)}`);
}
