import { at, kindKey, listAt, nameOf, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import type { PodGroup } from './model/pod-groups.ts';
import { describeSelector, type Selector, selectorOf } from './model/selector.ts';
import { firstOf } from './model/words.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

/**
 * A volume is bound in the zone in which its first pod runs, and no later pod of it can leave that zone. So whatever
 * limits the pods of a zone must count the same pods before the volume is bound and after.
 */
export const volumeSpread: Rule = {
  name: 'volume-spread',
  why: 'a pod whose volume is bound where a constraint does not count the pod may never be scheduled there again',

  check(objects) {
    return ownersOfVolumes(objects).flatMap(owner => [
      ...owner.constraints.flatMap(constraint => spreadFindings(owner, constraint, objects)),
      ...owner.separations.flatMap(term => separationFindings(owner, term, objects)),
    ]);
  },
};

/** An object whose pods bind a volume each, and what limits where these pods may run. */
interface Owner {
  readonly object: Placed;
  readonly groups: readonly PodGroup[];
  /** Topology spread constraints with DoNotSchedule. */
  readonly constraints: readonly unknown[];
  /** Required terms of anti-affinity. */
  readonly separations: readonly unknown[];
}

function ownersOfVolumes({ pods }: ObjectIndex): Owner[] {
  const groups = new Map<Placed, PodGroup[]>();
  for (const group of pods.all.filter(({ object }) => bindsVolumes(object))) {
    groups.set(group.object, [...(groups.get(group.object) ?? []), group]);
  }
  return [...groups].map(([object, alike]) => ({
    object,
    groups: alike,
    ...limitsOf(object, alike[0]?.spec),
  }));
}

function bindsVolumes(object: Placed): boolean {
  const kind = kindKey(object);
  if (kind === 'postgresql.cnpg.io/Cluster') return true;
  return kind === 'apps/StatefulSet' && listAt(object.manifest, 'spec', 'volumeClaimTemplates').length > 0;
}

/**
 * The operator writes the anti-affinity of a Cluster, which counts instances but no Jobs. That is enough. A Job avoids the
 * instances, an instance avoids a running Job by the Job's term, and one Job runs at a time (cloudnative-pg
 * `pkg/specs/pods.go`, kubernetes `pkg/scheduler/framework/plugins/interpodaffinity/filtering.go`).
 */
function limitsOf({ manifest }: Placed, pod: unknown): Pick<Owner, 'constraints' | 'separations'> {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const spec = pod ?? manifest.spec;
  const antiAffinity = pod === undefined ? 'additionalPodAntiAffinity' : 'podAntiAffinity';
  return {
    constraints: listAt(spec, 'topologySpreadConstraints').filter(
      constraint => textAt(constraint, 'whenUnsatisfiable') === 'DoNotSchedule',
    ),
    separations: listAt(spec, 'affinity', antiAffinity, required),
  };
}

function spreadFindings(owner: Owner, constraint: unknown, objects: ObjectIndex): Finding[] {
  const { object, groups } = owner;
  const selector = selectorOf(at(constraint, 'labelSelector'));
  // A constraint with an empty selector counts nothing (`podtopologyspread/common.go`, `countPodsMatchSelector`).
  const counted = isEmpty(selector) ? [] : selectedPods(object, selector, objects);
  const missing = groups.filter(group => !counted.includes(group));
  const foreign = counted.filter(group => group.object !== object);
  const where = `the spread over ${textAt(constraint, 'topologyKey')} by ${describeCounted(selector)}`;
  const found = [
    ...(missing.length > 0 ? [`does not count its own ${kindsOf(missing)}`] : []),
    ...(foreign.length > 0 ? [`counts ${ownersIn(foreign)}, whose pods do not have the constraint`] : []),
    ...splitCounts(constraint, groups),
  ];
  return found.map(what =>
    finding(object, {
      found: `${where} ${what}`,
      allowed: 'exactly the pods that have the constraint',
      fix: 'change its labelSelector and matchLabelKeys, or set whenUnsatisfiable: ScheduleAnyway',
    }),
  );
}

function selectedPods({ manifest }: Placed, selector: Selector, { pods }: ObjectIndex): readonly PodGroup[] {
  return pods.selected(manifest.metadata.namespace ?? '', selector);
}

/** Labels that pods of one object have in different values: each value is then counted separately. */
function splitCounts(limit: unknown, groups: readonly PodGroup[]): string[] {
  const isShared = (key: string) => new Set(groups.map(({ labels }) => labels[key])).size === 1;
  const isKnown = (key: string) => groups.every(({ labels }) => labels[key] !== undefined);
  const keys = listAt(limit, 'matchLabelKeys').map(String);
  return keys
    .filter(key => !isKnown(key) || !isShared(key))
    .map(key => `counts each value of ${key} separately`);
}

/** A term may keep pods away from others and need not select its own. One that selects none keeps nothing apart. */
function separationFindings(owner: Owner, term: unknown, objects: ObjectIndex): Finding[] {
  const { object, groups } = owner;
  const selector = selectorOf(at(term, 'labelSelector'));
  const isElsewhere = listAt(term, 'namespaces').length > 0 || at(term, 'namespaceSelector') !== undefined;
  // An empty selector means every pod here, a missing one none.
  const isMissing = at(term, 'labelSelector') === undefined;
  const counted = isMissing ? [] : selectedPods(object, selector, objects);
  const countsItself = counted.some(group => group.object === object);
  const found = [
    ...(counted.length === 0 && !isElsewhere ? ['matches no pod'] : []),
    ...(countsItself ? splitCounts(term, groups) : []),
  ];
  return found.map(what =>
    finding(object, {
      found: `the anti-affinity over ${textAt(term, 'topologyKey')} by ${describeCounted(selector)} ${what}`,
      allowed: 'all pods that must stay apart',
      fix: 'change its labelSelector and matchLabelKeys',
    }),
  );
}

function isEmpty({ labels, requirements }: Selector): boolean {
  return labels.length + requirements.length === 0;
}

function describeCounted(selector: Selector): string {
  return isEmpty(selector) ? 'an empty selector' : describeSelector(selector);
}

function kindsOf(groups: readonly PodGroup[]): string {
  return firstOf(groups.map(({ what = 'pods' }) => what));
}

function ownersIn(groups: readonly PodGroup[]): string {
  return firstOf(groups.map(({ object }) => nameOf(object)));
}
