import { labelsAt, listAt, numberAt, type Placed, textAt } from './manifest.ts';
import type { Objects } from './objects.ts';
import { podTemplateOf } from './workloads.ts';

export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
}

/** Pods with the same labels and ports. */
export interface PodGroup {
  /** What makes them. */
  readonly object: Placed;
  /** What they are, where their object makes pods of several kinds: `instances`. - they are the pods of the object. */
  readonly what?: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ContainerPort[];
  /** The pod spec. - undefined: an operator writes it. */
  readonly spec?: unknown;
}

/** The pods of each object that holds a template of them. */
export function templatePods(workloads: readonly Placed[], objects: Objects): PodGroup[] {
  return workloads.map(object => groupOfTemplate(object, objects));
}

function groupOfTemplate(object: Placed, objects: Objects): PodGroup {
  const template = podTemplateOf(object, objects);
  const spec = (template as { spec?: unknown } | undefined)?.spec;
  const { namespace = '' } = object.manifest.metadata;
  return { object, namespace, labels: labelsAt(template, 'metadata', 'labels'), ports: portsOf(spec), spec };
}

function portsOf(spec: unknown): ContainerPort[] {
  return containersOf(spec).flatMap(container =>
    listAt(container, 'ports').map(port => ({
      name: textAt(port, 'name'),
      port: numberAt(port, 'containerPort') ?? 0,
    })),
  );
}

/** All containers of a pod spec: those that start it, its sidecars and the others. */
export function containersOf(spec: unknown): readonly unknown[] {
  return [...listAt(spec, 'initContainers'), ...listAt(spec, 'containers')];
}
