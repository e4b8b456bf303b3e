import type { ManagedDatabase } from '../../config/database.ts';
import type { Resources } from '../../config/resources.ts';
import { product } from '../../config/units/numbers.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { poolerTypes } from './endpoints.ts';

/** Each PgBouncer: one core at most, since it runs in one thread, and a few kilobytes for each connection. */
export const poolerResources: Resources = {
  requests: { cpu: Quantity.parse('100m'), memory: Quantity.parse('128Mi') },
  limits: { cpu: Quantity.parse('1'), memory: Quantity.parse('256Mi') },
};

/** Pods of one kind, for sums over a namespace. */
export interface DatabasePods {
  readonly count: number;
  /** Of each container of one pod. */
  readonly containers: readonly Resources[];
  /** Of each volume of one pod. */
  readonly storage: readonly Quantity[];
}

/** Every pod of the database with what it asks for. A Job that brings up an instance asks for what that one does. */
export function databasePods(database: ManagedDatabase): readonly DatabasePods[] {
  const { instances, resources, storage, walStorage, backup, pooler } = database;
  return [
    {
      count: instances,
      containers: [resources, ...(backup ? [backup.resources] : [])],
      storage: [storage, walStorage],
    },
    {
      count: product(poolerTypes(database).length, pooler.instances),
      containers: [poolerResources],
      storage: [],
    },
  ];
}

/** Resources as a custom resource writes them: the generated types differ from kind to kind. */
export function resourcesOf<T>({ requests, limits }: Resources, amount: (text: string) => T) {
  const amounts = ({ cpu, memory }: Resources['requests']): Record<string, T> => ({
    cpu: amount(String(cpu)),
    memory: amount(String(memory)),
  });
  return { requests: amounts(requests), limits: amounts(limits) };
}
