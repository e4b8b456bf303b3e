import { operation } from './operation.ts';

/**
 * `$(NAME)` in the value of an environment variable or in a command, as the kubelet reads it: `$$` stands for one `$`,
 * and a reference that it cannot resolve stays as it is.
 *
 * Source: kubernetes `third_party/forked/golang/expansion/expand.go`.
 */
const token = /\$\$|\$\(([^)]*)\)/g;

/** The names that a text refers to, each once, in order. */
export function referencesIn(text: string): string[] {
  const names = [...text.matchAll(token)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  return [...new Set(names)];
}

/** Whether a text has `$$` where no reference follows, so that it is no escape: the kubelet makes one `$` of it. */
export function isHalved(text: string): boolean {
  return /(?<!\$)\$\$(?![$(])/.test(text);
}

/** Names with those that each refers to. */
export type References = ReadonlyMap<string, readonly string[]>;

/** For each name the rounds to wait for those that it refers to; without those that refer in a circle, or to one. */
function roundsOf(references: References): Map<string, number> {
  const missing = new Map<string, number>();
  const users = new Map<string, string[]>();
  for (const [name, others] of references) {
    const known = others.filter(other => references.has(other));
    missing.set(name, known.length);
    for (const other of known) users.set(other, [...(users.get(other) ?? []), name]);
  }
  const rounds = new Map<string, number>();
  const ready = [...missing].flatMap(([name, count]) => (count === 0 ? [name] : []));
  const round = new Map(ready.map(name => [name, 0]));
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    const own = round.get(name) ?? 0;
    rounds.set(name, own);
    for (const user of users.get(name) ?? []) {
      round.set(user, Math.max(round.get(user) ?? 0, name < user ? own : own + 1));
      missing.set(user, (missing.get(user) ?? 0) - 1);
      if (missing.get(user) === 0) ready.push(user);
    }
  }
  return rounds;
}

/** Each circle of names that refer to one another. */
export function circlesIn(references: References): string[][] {
  const rounds = roundsOf(references);
  const circular = new Set([...references.keys()].filter(name => !rounds.has(name)));
  const circles: string[][] = [];
  for (const start of circular) {
    const way: string[] = [];
    for (let name: string | undefined = start; name !== undefined && circular.has(name); ) {
      circular.delete(name);
      way.push(name);
      const next: string | undefined = references
        .get(name)
        ?.find(other => !rounds.has(other) && references.has(other));
      if (next !== undefined && way.includes(next)) circles.push(way.slice(way.indexOf(next)));
      name = next;
    }
  }
  return circles;
}

/** An environment variable of a container: its value, or where it comes from. */
interface Variable {
  readonly name: string;
  readonly value?: string;
}

/**
 * Environment variables, each once, sorted by name, but none before one that it refers to: in rounds over the sorted
 * names, as the chart goes through them. Of those that share a name the last remains.
 *
 * The kubelet goes through the list once and resolves a reference only to what came before (kubernetes
 * `pkg/kubelet/kubelet_pods.go`, `makeEnvironmentVariables`). A circle, which config/checks/variables.ts refuses, stays
 * at the end.
 */
export const byDependency = operation(
  'byDependency',
  <T extends Variable>(_name: string, all: readonly T[]): T[] => {
    const byName = new Map(all.map(one => [one.name, one]));
    const rounds = roundsOf(
      new Map([...byName].map(([name, { value = '' }]) => [name, referencesIn(value)])),
    );
    const roundOf = ({ name }: T) => rounds.get(name) ?? byName.size;
    return [...byName.values()].sort((a, b) => roundOf(a) - roundOf(b) || (a.name < b.name ? -1 : 1));
  },
) as <T extends Variable>(name: string, all: readonly T[]) => T[];
