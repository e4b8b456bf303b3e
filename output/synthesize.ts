import { bootstrapPage } from '../charts/gitops/bootstrap.ts';
import { connectionsOf } from '../charts/network/connections.ts';
import { readme } from '../charts/network/readme.ts';
import type { Environment } from '../config/environment.ts';
import { type Notice, noticesOf } from '../config/notices.ts';
import { checkObjects } from '../rules/check.ts';
import type { Placed } from '../rules/model/manifest.ts';
import type { Violation } from '../rules/violation.ts';
import { expectedSecrets } from './expected-secrets.ts';
import { argoCdFolder, renderArgoCd, renderEnvironment } from './render.ts';
import { fileCollisions, filesOf } from './tree.ts';

/** All that one run makes of its environments. Nothing is written yet. */
export interface Synthesis {
  readonly objects: readonly Placed[];
  /** What constructs and rules found wrong; nothing may be written unless it is empty. */
  readonly violations: readonly Violation[];
  /** By environment, what it gives up; none for one that gives nothing up. */
  readonly notices: Readonly<Record<string, readonly Notice[]>>;
  /** By environment, the Secrets that must exist in the cluster because others own them. */
  readonly expects: Readonly<Record<string, readonly string[]>>;
  /** The text of every file of the tree, by its path with forward slashes. */
  files(): Map<string, string>;
}

/** Environments to the tree: build, render, check. Pure: the same environments give the same result. */
export function synthesize(environments: readonly Environment[]): Synthesis {
  const rendered = environments.map(environment => {
    const { objects, violations } = renderEnvironment(environment);
    const expects = expectedSecrets(environment);
    return { environment, objects, violations: [...violations, ...checkObjects(objects, { expects })] };
  });
  const argoCd = renderArgoCd(
    rendered.map(({ environment, objects }) => ({ environment, objects: objects.map(one => one.manifest) })),
  );
  const parts = [
    ...rendered,
    { ...argoCd, violations: [...argoCd.violations, ...checkObjects(argoCd.objects)] },
  ];
  const objects = parts.flatMap(part => part.objects);
  return {
    objects,
    violations: [...parts.flatMap(part => part.violations), ...fileCollisions(objects)],
    notices: Object.fromEntries(environments.map(one => [one.name, noticesOf(one)])),
    expects: Object.fromEntries(environments.map(one => [one.name, expectedSecrets(one)])),
    files: () => new Map([...filesOf(objects), ...environments.map(page), ...argoCdPage(environments)]),
  };
}

/** The page beside the manifests of an environment. */
function page(environment: Environment): [path: string, text: string] {
  return [`${environment.name}/README.md`, readme(environment, connectionsOf(environment))];
}

/** The page beside Argo CD's own objects; none where there are no such objects. */
function argoCdPage(environments: readonly Environment[]): [path: string, text: string][] {
  const synced = environments.filter(({ gitops }) => gitops !== undefined);
  return synced.length === 0 ? [] : [[`${argoCdFolder}/README.md`, bootstrapPage(synced)]];
}
