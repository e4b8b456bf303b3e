import type { Application } from '../application/application.ts';
import { formatPath, type Path } from '../path.ts';
import type { Checking } from './checking.ts';

type Named = readonly (readonly [name: string, application: Application])[];

/** Every host, also of a preview, has one owner, and a further host needs the first one. Routes of other applications may lead away from it. */
export function checkHosts(checking: Checking, applications: Named): void {
  const owners = new Map<string, string>();
  for (const [name, application] of applications) {
    for (const [path, host] of hostsIn(checking, name, application)) {
      if (application.host === undefined) {
        checking.refuse(path, `found "${host}" without a host; set host or remove it`);
        continue;
      }
      const other = owners.get(host);
      if (other === undefined) owners.set(host, formatPath(path));
      else checking.refuse(path, `found "${host}", which ${other} has already; choose another host`);
    }
  }
}

/** The hosts on which applications answer, so that routes may name them. */
export function servedHosts(checking: Checking, applications: Named): string[] {
  return applications.flatMap(([name, { host, hosts }]) => [
    ...(checking.isSound('applications', name, 'host') && host !== undefined ? [host] : []),
    ...(checking.isSound('applications', name, 'hosts') ? hosts : []),
  ]);
}

/** Every host that an application names, with the path of its key. */
export function hostsIn(checking: Checking, name: string, application: Application): [Path, string][] {
  const path = ['applications', name];
  const { host, delivery } = application;
  if (!checking.isSound(...path, 'host')) return [];
  const further = (['hosts', 'redirects'] as const)
    .filter(key => checking.isSound(...path, key))
    .flatMap(key => application[key].map((value, index): [Path, string] => [[...path, key, index], value]));
  const isBlueGreen = checking.isSound(...path, 'delivery') && delivery.strategy === 'blueGreen';
  const preview = isBlueGreen ? delivery.preview?.host : undefined;
  const previews: [Path, string][] =
    preview === undefined ? [] : [[[...path, 'delivery', 'preview', 'host'], preview]];
  return [
    ...(host === undefined ? [] : [[[...path, 'host'], host] as [Path, string]]),
    ...further,
    ...previews,
  ];
}
