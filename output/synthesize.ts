import { connectionsOf } from '../charts/network/connections.ts';
import { readme } from '../charts/network/readme.ts';
import { secretsPage } from '../charts/platform/secrets-page.ts';
import type { Environment } from '../config/environment.ts';
import { type Notice, noticesOf } from '../config/notices.ts';
import { checkObjects } from '../rules/check.ts';
import type { Placed } from '../rules/model/manifest.ts';
import { type Violation, Violations } from '../rules/violation.ts';
import { bootstrapPage } from './argocd/bootstrap.ts';
import type { ArgoCdShare } from './argocd/share.ts';
import { shareInTree } from './environments/share.ts';
import { renderArgoCd, renderEnvironment } from './render.ts';
import type { Share } from './replace/record.ts';
import { argoCdFolder, fileCollisions, filesOf } from './tree.ts';
import { buildNamed } from './unbuildable.ts';

/** The result of one run over its environments. Nothing is written yet. */
export interface Synthesis {
  readonly objects: readonly Placed[];
  /** The faults that constructs and rules found. Nothing may be written unless this is empty. */
  readonly violations: readonly Violation[];
  /** The notices by environment: what its choices give up. Empty for an environment that gives nothing up. */
  readonly notices: Readonly<Record<string, readonly Notice[]>>;
  /** By environment: what a later run must know to keep it without reading its file. */
  readonly shares: Readonly<Record<string, Share>>;
  /** The environments that Argo CD syncs, kept ones included. */
  readonly listed: readonly ArgoCdShare[];
  /** The text of every file of the run, by its path in the tree with forward slashes. */
  files(): Map<string, string>;
}

/**
 * Builds, renders and checks environments. Pure: the same environments give the same result.
 *
 * @param kept what Argo CD's objects hold of the environments that the tree keeps. Default: none.
 */
export function synthesize(
  environments: readonly Environment[],
  kept: readonly ArgoCdShare[] = [],
): Synthesis {
  const shares = Object.fromEntries(
    environments.map(environment => [environment.name, shareInTree(environment)]),
  );
  const rendered = environments.map(environment => {
    return buildNamed(environment.name, () => {
      const { objects, violations } = renderEnvironment(environment);
      const expects = shares[environment.name]?.expects;
      return { environment, objects, violations: [...violations, ...checkObjects(objects, expects)] };
    });
  });
  const argoCd = renderArgoCd(
    rendered.map(({ environment, objects }) => ({
      environment,
      objects: objects.map(({ manifest }) => manifest),
    })),
    kept,
  );
  const parts = [
    ...rendered,
    { ...argoCd, violations: [...argoCd.violations, ...checkObjects(argoCd.objects)] },
  ];
  const objects = parts.flatMap(part => part.objects);
  const listed = [...Object.values(shares).flatMap(({ argocd }) => argocd ?? []), ...kept];
  return {
    objects,
    violations: [...parts.flatMap(part => part.violations), ...fileCollisions(objects)],
    notices: Object.fromEntries(environments.map(environment => [environment.name, noticesOf(environment)])),
    shares,
    listed,
    files: () => new Map([...filesOf(objects), ...environments.map(page), ...argoCdPage(listed)]),
  };
}

/** The same. @throws Violations if there is any. */
export function soundSynthesis(
  environments: readonly Environment[],
  kept: readonly ArgoCdShare[] = [],
): Synthesis {
  const synthesis = synthesize(environments, kept);
  if (synthesis.violations.length > 0) throw new Violations(synthesis.violations);
  return synthesis;
}

/** The page next to the manifests of an environment. */
function page(environment: Environment): [path: string, text: string] {
  return [
    `${environment.name}/README.md`,
    `${readme(environment, connectionsOf(environment))}${secretsPage(environment)}`,
  ];
}

/** The page next to Argo CD's objects; none if there are no such objects. */
function argoCdPage(shares: readonly ArgoCdShare[]): [path: string, text: string][] {
  if (shares.length === 0) return [];
  return [[`${argoCdFolder}/README.md`, bootstrapPage(shares)]];
}
