import { parameterFaults } from '../../charts/data/parameters.ts';
import type { Loaded } from '../../config/load.ts';
import type { Problem } from '../../config/problem.ts';
import { problemAt } from '../../config/read/source.ts';

/** A fault as the data tier words it: `parameters.max_connections: found 3, …` */
const worded = /^parameters\.([^:]+): (.*)$/s;

/**
 * Parameters of PostgreSQL that contradict the memory, the volumes or the poolers, of all environments at once. What
 * they are compared with follows from how the objects are built, so that the schema does not see it.
 */
export function parameterProblems(loaded: readonly Loaded[]): Problem[] {
  return loaded.flatMap(({ environment: { database }, sources }) => {
    if (database === undefined || database.external) return [];
    return parameterFaults(database).map(fault => {
      const [, name = '', message = fault] = worded.exec(fault) ?? [];
      return problemAt(sources, ['database', 'parameters', name], message);
    });
  });
}
