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
import { built } from './unbuildable.ts';

/** All that one run makes of its environments. Nothing is written yet. */
export interface Synthesis {
  readonly objects: readonly Placed[];
  /** What constructs and rules found wrong; nothing may be written unless it is empty. */
  readonly violations: readonly Violation[];
  /** By environment, what it gives up; none for one that gives nothing up. */
  readonly notices: Readonly<Record<string, readonly Notice[]>>;
  /** By environment, what must be known to keep it when its file is not read. */
  readonly shares: Readonly<Record<string, Share>>;
  /** What Argo CD is told of, kept environments included. */
  readonly listed: readonly ArgoCdShare[];
  /** The text of every file that is made, by its path in the tree with forward slashes. */
  files(): Map<string, string>;
}

/**
 * Environments to the tree: build, render, check. Pure: the same environments give the same result.
 *
 * @param kept what is in Argo CD's objects of environments that the tree keeps as they are. Default: none.
 */
export function synthesize(
  environments: readonly Environment[],
  kept: readonly ArgoCdShare[] = [],
): Synthesis {
  const shares = Object.fromEntries(environments.map(one => [one.name, shareInTree(one)]));
  const rendered = environments.map(environment => {
    return built(environment.name, () => {
      const { objects, violations } = renderEnvironment(environment);
      const expects = shares[environment.name]?.expects;
      return { environment, objects, violations: [...violations, ...checkObjects(objects, expects)] };
    });
  });
  const argoCd = renderArgoCd(
    rendered.map(({ environment, objects }) => ({ environment, objects: objects.map(one => one.manifest) })),
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
    notices: Object.fromEntries(environments.map(one => [one.name, noticesOf(one)])),
    shares,
    listed,
    files: () => new Map([...filesOf(objects), ...environments.map(page), ...argoCdPage(listed)]),
  };
}

/** The same, when nothing is wrong with it. @throws Violations */
export function soundSynthesis(
  environments: readonly Environment[],
  kept: readonly ArgoCdShare[] = [],
): Synthesis {
  const synthesis = synthesize(environments, kept);
  if (synthesis.violations.length > 0) throw new Violations(synthesis.violations);
  return synthesis;
}

/** The page beside the manifests of an environment. */
function page(environment: Environment): [path: string, text: string] {
  return [
    `${environment.name}/README.md`,
    `${readme(environment, connectionsOf(environment))}${secretsPage(environment)}`,
  ];
}

/** The page beside Argo CD's own objects; none where there are no such objects. */
function argoCdPage(shares: readonly ArgoCdShare[]): [path: string, text: string][] {
  if (shares.length === 0) return [];
  return [[`${argoCdFolder}/README.md`, bootstrapPage(shares)]];
}
