import { type Autoscaler, autoscalersOf, targetOf } from './autoscalers.ts';
import { LabelIndex } from './label-index.ts';
import { groupOf, type Placed } from './manifest.ts';
import { type PodGroup, podGroupsOf } from './pod-groups.ts';
import { type ServiceView, servicesOf } from './services.ts';
import { configMapsOf, type Sources, secretsOf } from './sources.ts';
import { hasPodTemplate } from './workloads.ts';

/** What exists around the objects without being among them. */
export interface Surroundings {
  /** Names of Secrets that others put into the namespace. Default: none. */
  readonly expects?: readonly string[];
}

/** All objects of an environment: each view of them is built once, and finds without a search. */
export class ObjectIndex {
  readonly expectedSecrets: ReadonlySet<string>;
  /** Those that hold the template of their pods. */
  readonly workloads: readonly Placed[];
  readonly pods: LabelIndex<PodGroup>;
  /** By namespace and name: `production/web`. */
  readonly services: ReadonlyMap<string, ServiceView>;
  readonly servicesByLabel: LabelIndex<ServiceView>;
  readonly secrets: Sources;
  readonly configMaps: Sources;
  readonly autoscalers: readonly Autoscaler[];
  /** By what they scale. */
  readonly autoscalersByTarget = new Map<Placed, Autoscaler[]>();
  private readonly kinds = new Map<string, Placed[]>();
  private readonly identities = new Map<string, Placed>();

  constructor(
    readonly all: readonly Placed[],
    { expects = [] }: Surroundings = {},
  ) {
    for (const object of all) this.add(object);
    this.expectedSecrets = new Set(expects);
    this.workloads = all.filter(hasPodTemplate);
    this.pods = new LabelIndex(podGroupsOf(this));
    this.services = servicesOf(this);
    this.servicesByLabel = new LabelIndex([...this.services.values()]);
    this.secrets = secretsOf(this);
    this.configMaps = configMapsOf(this);
    this.autoscalers = autoscalersOf(this);
    for (const autoscaler of this.autoscalers) {
      const target = targetOf(autoscaler, this);
      if (target) this.autoscalersByTarget.set(target, [...this.scalersOf(target), autoscaler]);
    }
  }

  private add(object: Placed): void {
    const { apiVersion, kind } = object.manifest;
    const key = `${groupOf(apiVersion)}/${kind}`;
    const siblings = this.kinds.get(key);
    if (siblings) siblings.push(object);
    else this.kinds.set(key, [object]);
    const identity = identityOf(object);
    if (!this.identities.has(identity)) this.identities.set(identity, object);
  }

  /** The namespaces that objects are in; empty for objects that name none. */
  get namespaces(): ReadonlySet<string> {
    return new Set(this.all.map(({ manifest }) => manifest.metadata.namespace ?? ''));
  }

  /** All objects of a kind; the group of core kinds is empty. */
  ofKind(group: string, kind: string): readonly Placed[] {
    return this.kinds.get(`${group}/${kind}`) ?? [];
  }

  /** The object of that kind, namespace and name; the namespace of objects without one is empty. */
  find(group: string, kind: string, namespace: string, name: string): Placed | undefined {
    return this.identities.get(`${group}/${kind}/${namespace}/${name}`);
  }

  scalersOf(target: Placed): readonly Autoscaler[] {
    return this.autoscalersByTarget.get(target) ?? [];
  }
}

/** What the API server tells objects apart by: group, kind, namespace and name; never the version. */
export function identityOf({ manifest: { apiVersion, kind, metadata } }: Placed): string {
  return `${groupOf(apiVersion)}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
