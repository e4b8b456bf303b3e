import type { Environment } from './environment.ts';

/** Something that an environment gives up, and that a fault then costs. It is allowed, and said at every synth. */
export interface Notice {
  /** The key that gives it up, such as `cache.replicas`. */
  readonly path: string;
  readonly message: string;
}

interface Rule extends Notice {
  readonly holds: (environment: Environment) => boolean;
}

/** Every notice, by a name that the Helm chart's notes share (`output/helm/notices.ts`). */
export const notices = {
  /** Upstream's Jepsen runs on two instances lost data in 47 % (cloudnative-pg#8790). */
  'durability-preferred': {
    path: 'database.dataDurability',
    message:
      'found "preferred": commits that no replica has yet are answered, and a failover can lose them; "required" loses none',
    holds: ({ database }) =>
      database?.external === false && database.instances > 1 && database.dataDurability === 'preferred',
  },
  'writes-need-both': {
    path: 'database.instances',
    message: 'found 2: nothing is lost, but writes wait while either instance is away; 3 keep going',
    holds: ({ database }) =>
      database?.external === false && database.instances === 2 && database.dataDurability === 'required',
  },
  'only-copy': {
    path: 'database.instances',
    message: 'found 1 without a backup: its volume is the only copy; add a backup, or instances',
    holds: ({ database }) => database?.external === false && database.instances === 1 && !database.backup,
  },
  'two-data-pods': {
    path: 'cache.replicas',
    message:
      'found 2: a primary that is cut off goes on alone, and what it takes until 10 s after it is back is lost; 3 refuse such writes',
    holds: ({ cache }) => cache?.external === false && cache.replicas === 2,
  },
} as const satisfies Record<string, Rule>;

export type NoticeName = keyof typeof notices;

/** What an environment gives up; empty for one that loses nothing to the fault of one pod, node or volume. */
export function noticesOf(environment: Environment): Notice[] {
  const all: readonly Rule[] = Object.values(notices);
  return all.flatMap(({ path, message, holds }) => (holds(environment) ? [{ path, message }] : []));
}
