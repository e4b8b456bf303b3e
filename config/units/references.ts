import { operation } from './operation.ts';

/**
 * `$(NAME)` in the value of an environment variable or in a command, as the kubelet reads it. `$$` stands for one `$`. A
 * reference that it cannot resolve stays in the text.
 *
 * Source: kubernetes `third_party/forked/golang/expansion/expand.go`.
 */
const token = /\$\$|\$\(([^)]*)\)/g;

/** The names that a text refers to, each once, in order. */
export function referencesIn(text: string): string[] {
  const names = [...text.matchAll(token)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  return [...new Set(names)];
}

/** Whether a text has a `$$` that does not escape a reference: the kubelet turns it into one `$`. */
export function isHalved(text: string): boolean {
  return /(?<!\$)\$\$(?![$(])/.test(text);
}

/** The names that each name refers to. */
export type References = ReadonlyMap<string, readonly string[]>;

/**
 * The round in which each name comes after those that it refers to; none for names in a circle, or that refer to one.
 */
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
    const ownRound = round.get(name) ?? 0;
    rounds.set(name, ownRound);
    for (const user of users.get(name) ?? []) {
      round.set(user, Math.max(round.get(user) ?? 0, name < user ? ownRound : ownRound + 1));
      missing.set(user, (missing.get(user) ?? 0) - 1);
      if (missing.get(user) === 0) ready.push(user);
    }
  }
  return rounds;
}

/** Each circle of names that refer to each other. */
export function circlesIn(references: References): string[][] {
  const rounds = roundsOf(references);
  const circular = new Set([...references.keys()].filter(name => !rounds.has(name)));
  const circles: string[][] = [];
  for (const start of circular) {
    const route: string[] = [];
    for (let name: string | undefined = start; name !== undefined && circular.has(name); ) {
      circular.delete(name);
      route.push(name);
      const next: string | undefined = references
        .get(name)
        ?.find(other => !rounds.has(other) && references.has(other));
      if (next !== undefined && route.includes(next)) circles.push(route.slice(route.indexOf(next)));
      name = next;
    }
  }
  return circles;
}

/** An environment variable of a container. */
interface Variable {
  readonly name: string;
  /** - none: the value comes from elsewhere, such as a Secret. */
  readonly value?: string;
}

/**
 * Environment variables sorted by name, but each after those that it refers to. The order comes from rounds over the
 * sorted names, as in the chart. Of variables with the same name, the last one remains.
 *
 * `container` is the name of a container that is one of a list; without it, the variables are those of the application.
 *
 * The kubelet reads the list once and resolves references only to earlier variables (kubernetes
 * `pkg/kubelet/kubelet_pods.go`, `makeEnvironmentVariables`). A circle, which config/checks/variables.ts refuses, comes
 * last.
 */
export const byDependency = operation(
  'byDependency',
  <T extends Variable>(_name: string, variables: readonly T[], _container?: string): T[] => {
    const byName = new Map(variables.map(variable => [variable.name, variable]));
    const rounds = roundsOf(
      new Map([...byName].map(([name, { value = '' }]) => [name, referencesIn(value)])),
    );
    const roundOf = ({ name }: T) => rounds.get(name) ?? byName.size;
    return [...byName.values()].sort((a, b) => roundOf(a) - roundOf(b) || (a.name < b.name ? -1 : 1));
  },
) as <T extends Variable>(name: string, variables: readonly T[], container?: string) => T[];
