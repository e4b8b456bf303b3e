import type { Environment } from '../../config/environment.ts';
import type { PodShare } from '../pod-share.ts';

/** The pods that run because of further objects, as the environment states them: those of an operator show nowhere. */
export function objectsFootprint({ objects }: Environment): PodShare[] {
  return Object.values(objects).flatMap(({ pods }) =>
    pods.map(({ count, resources, storage }) => ({
      count,
      containers: [resources],
      storage: storage === undefined ? [] : [storage],
    })),
  );
}
