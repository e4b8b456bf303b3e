import { operation } from './operation.ts';

/** A Secret, and the keys in it that something reads. */
export interface SecretUse {
  readonly name: string;
  /** - empty: all keys that the Secret has. */
  readonly keys: readonly string[];
}

/** Each Secret once with all keys that are read, both sorted; without the Secrets that the environment creates. */
export const storedSecrets = operation(
  'storedSecrets',
  (made: readonly string[], uses: readonly SecretUse[]): readonly SecretUse[] => {
    const keys = new Map<string, Set<string>>();
    const whole = new Set(uses.filter(use => use.keys.length === 0).map(({ name }) => name));
    for (const use of uses) {
      if (made.includes(use.name)) continue;
      const others = whole.has(use.name) ? [] : [...(keys.get(use.name) ?? []), ...use.keys];
      keys.set(use.name, new Set(others));
    }
    return [...keys]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, read]) => ({ name, keys: [...read].sort() }));
  },
);
