import { firstCache } from './caches.ts';
import { firstDatabase } from './clusters.ts';
import { operation } from './units/operation.ts';
import { variableName } from './units/text.ts';

/** What the variables of a connection to a database or a cache begin with: nothing, or `REPORTS_` for `reports`. */
export const variablePrefix = operation('variablePrefix', (name: string) =>
  name === firstDatabase || name === firstCache ? '' : `${variableName(name)}_`,
);
