import { parameterFaults } from '../../charts/data/parameters.ts';
import type { Loaded } from '../../config/loaded.ts';
import type { Problem } from '../../config/problem.ts';
import { problemAt } from '../../config/read/source.ts';

/**
 * Parameters of PostgreSQL that contradict the memory, the volumes or the poolers, of all environments at once. What
 * they are compared with follows from how the objects are built, so that the schema does not see it.
 */
export function parameterProblems(loaded: readonly Loaded[]): Problem[] {
  return loaded.flatMap(({ environment: { database }, sources }) => {
    if (database === undefined || database.external) return [];
    return parameterFaults(database).map(({ parameter, message }) =>
      problemAt(sources, ['database', 'parameters', parameter], message),
    );
  });
}
