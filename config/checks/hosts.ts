import type { Application } from '../application/application.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** Every host, also of a preview, leads to one application only. */
export function checkHosts(
  checking: Checking,
  applications: readonly (readonly [string, Application])[],
): void {
  const owners = new Map<string, string>();
  for (const [name, application] of applications) {
    const path = ['applications', name];
    if (!checking.isSound(...path, 'host') || !checking.isSound(...path, 'delivery')) continue;
    const { host, delivery } = application;
    const isFree = !host || takeHost(checking, owners, [...path, 'host'], host, `applications.${name}.host`);
    if (!isFree || delivery.strategy !== 'blueGreen') continue;
    if (!delivery.previewHost) continue;
    const previewPath = [...path, 'delivery', 'previewHost'];
    if (!host) {
      checking.refuse(previewPath, `found "${delivery.previewHost}" without a host; set host or remove it`);
    }
    takeHost(
      checking,
      owners,
      previewPath,
      delivery.previewHost,
      `applications.${name}.delivery.previewHost`,
    );
  }
}

function takeHost(
  checking: Checking,
  owners: Map<string, string>,
  path: Path,
  host: string,
  owner: string,
): boolean {
  const other = owners.get(host);
  if (other === undefined) owners.set(host, owner);
  else checking.refuse(path, `found "${host}", which ${other} has already; choose another host`);
  return other === undefined;
}
