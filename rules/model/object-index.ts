import { type Autoscaler, autoscalersOf, targetOf } from './autoscalers.ts';
import { LabelIndex } from './label-index.ts';
import type { Placed } from './manifest.ts';
import { Objects } from './objects.ts';
import { operatorPods } from './operator-pods.ts';
import { type PodGroup, templatePods } from './pod-groups.ts';
import { type ServiceView, servicesOf } from './services.ts';
import { configMapsOf, type Sources, secretsOf } from './sources.ts';
import { workloadsIn } from './workloads.ts';

/** The objects of an environment with every view that rules share; each view is built once. */
export class ObjectIndex extends Objects {
  /** The objects that hold the template of their pods. */
  readonly workloads: readonly Placed[];
  readonly pods: LabelIndex<PodGroup>;
  /** By namespace and name: `production/web`. */
  readonly services: ReadonlyMap<string, ServiceView>;
  readonly servicesByLabel: LabelIndex<ServiceView>;
  readonly secrets: Sources;
  readonly configMaps: Sources;
  readonly autoscalers: readonly Autoscaler[];
  /** The autoscalers of each object that has any. */
  readonly autoscalersByTarget = new Map<Placed, Autoscaler[]>();

  /** @param expectedSecrets Names of Secrets that others put into each namespace, and of ConfigMaps as `ConfigMap/NAME`. */
  constructor(all: readonly Placed[], expectedSecrets: readonly string[] = []) {
    super(all);
    this.workloads = all.flatMap(workloadsIn);
    this.pods = new LabelIndex([...templatePods(this.workloads, this), ...operatorPods(this)]);
    this.services = servicesOf(this);
    this.servicesByLabel = new LabelIndex([...this.services.values()]);
    this.secrets = secretsOf(this, expectedSecrets);
    this.configMaps = configMapsOf(this, expectedSecrets);
    this.autoscalers = autoscalersOf(this);
    for (const autoscaler of this.autoscalers) {
      const target = targetOf(autoscaler, this);
      if (target) this.autoscalersByTarget.set(target, [...this.scalersOf(target), autoscaler]);
    }
  }

  scalersOf(target: Placed): readonly Autoscaler[] {
    return this.autoscalersByTarget.get(target) ?? [];
  }
}
