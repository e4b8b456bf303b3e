/** What a file that extends another must say, and must not: any part of an environment, or `null`. */

import { environment, type Patch } from '../../config/define.ts';
import type { EnvironmentInput } from '../../config/environment.ts';

type Application = NonNullable<EnvironmentInput['applications']>[string];
type Range = Exclude<Application['scale'], number | undefined>;

/** A part of such a file, so that a row is one line. */
declare function range(part: Patch<Range>): void;

const step = { cooldown: 300, adjustment: 1 };
const base = './production.ts';

environment({ extends: base });
environment({
  extends: base,
  cluster: { zones: 1 },
  applications: { web: { scale: 1, host: null, delivery: { strategy: 'rollingUpdate', analysis: null } } },
  database: { backup: null, storage: '5Gi' },
  cache: null,
});

// @ts-expect-error 2561 a misspelled key
environment({ extends: base, clusters: { zones: 1 } });

// @ts-expect-error 2561 a misspelled key deep inside
environment({ extends: base, applications: { web: { delivery: { strategi: 'blueGreen' } } } });

// @ts-expect-error 2322 a value of another type
environment({ extends: base, cluster: { zones: '1' } });

// @ts-expect-error 2322 a wrong unit
environment({ extends: base, cache: { memory: '256MB' } });

// @ts-expect-error 2322 a metric that does not exist
range({ rules: [{ metric: 'Disk', threshold: 1, ...step }] });

// @ts-expect-error 2322 a list replaces the other whole, so its items are whole
range({ rules: [{ metric: 'RequestCount', ...step }] });

// @ts-expect-error 2322 the file that it extends, as null
environment({ extends: null });

/** One of two shapes, each with a key that the other does not have. */
type Either = { readonly kind: 'a'; readonly left: number } | { readonly kind: 'b'; readonly right: string };

const both: Patch<Either> = { kind: 'b', left: null, right: 'new' };
const nothing: Patch<Either> = {};
const list: Patch<{ readonly names: readonly string[] }> = { names: ['whole'] };

// @ts-expect-error 2353 a key that neither shape has
const neither: Patch<Either> = { middle: 1 };

// @ts-expect-error 2322 a value that neither shape has
const wrong: Patch<Either> = { left: 'text' };

// @ts-expect-error 2322 a list with null in it
const holes: Patch<{ readonly names: readonly string[] }> = { names: [null] };

export const used = [both, nothing, list, neither, wrong, holes];
