import type { Application } from '../application.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** Every host leads to one application, those of previews too. */
export function checkHosts(
  checking: Checking,
  applications: readonly (readonly [string, Application])[],
): void {
  const owners = new Map<string, string>();
  for (const [name, application] of applications) {
    const path = ['applications', name];
    if (!checking.sound(...path, 'host') || !checking.sound(...path, 'delivery')) continue;
    const { host, delivery } = application;
    const isFree = !host || claim(checking, owners, [...path, 'host'], host, `applications.${name}.host`);
    if (!isFree || delivery.strategy !== 'blueGreen') continue;
    if (!delivery.previewHost) continue;
    const previewPath = [...path, 'delivery', 'previewHost'];
    if (!host) {
      checking.refuse(previewPath, `found "${delivery.previewHost}" without a host; set host or remove it`);
    }
    claim(checking, owners, previewPath, delivery.previewHost, `applications.${name}.delivery.previewHost`);
  }
}

function claim(
  checking: Checking,
  owners: Map<string, string>,
  path: Path,
  host: string,
  owner: string,
): boolean {
  const other = owners.get(host);
  if (other === undefined) owners.set(host, owner);
  else checking.refuse(path, `found "${host}", which belongs to ${other} already; name another host`);
  return other === undefined;
}
