import { parameterFaults } from '../../charts/data/parameters.ts';
import { clustersOf, pathOfDatabase } from '../../config/clusters.ts';
import type { Loaded } from '../../config/loaded.ts';
import type { Problem } from '../../config/problem.ts';
import { problemAt } from '../../config/read/source.ts';

/**
 * The PostgreSQL parameters of all environments that contradict memory, volumes or poolers. The schema cannot check
 * them: the limits follow from how the objects are built.
 */
export function parameterProblems(loaded: readonly Loaded[]): Problem[] {
  return loaded.flatMap(({ environment, sources }) =>
    clustersOf(environment).flatMap(([name, database]) =>
      parameterFaults(database).map(({ parameter, message }) =>
        problemAt(sources, [...pathOfDatabase(name), 'parameters', parameter], message),
      ),
    ),
  );
}
