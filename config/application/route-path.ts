import { expected } from '../units/expected.ts';
import { path } from '../units/names.ts';

/**
 * A path that a route matches. A Gateway takes it as it is written (gateway-api `apis/v1/httproute_types.go`,
 * `HTTPPathMatch`): no `.` or `..` as a part, and no `%2F`.
 */
export const routePath = path
  .max(1024, { error: expected('a path of at most 1024 characters') })
  .refine(text => !/(?:\/\.{1,2}(?:\/|$))|%2f/i.test(text), {
    error: expected('a path without the parts . and .. and without %2F'),
  })
  .meta({ title: 'path' });
