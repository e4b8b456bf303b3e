import type { EnvironmentInput } from './environment.ts';

type Whole = string | number | boolean | bigint | symbol | null | undefined | readonly unknown[];

type KeyOfAny<T> = T extends unknown ? keyof T : never;
type ValueOfAny<T, Key extends PropertyKey> = T extends unknown
  ? Key extends keyof T
    ? T[Key]
    : never
  : never;

/**
 * Any part of `T`: `null` removes what the extended file says, an array or a number replaces it whole. Where `T`
 * is one of several shapes, the keys of all of them may be named, since one may have to be removed.
 */
export type Patch<T> = Extract<T, Whole> | PatchOfObject<Exclude<T, Whole>>;

type PatchOfObject<T> = [T] extends [never]
  ? never
  : { [Key in KeyOfAny<T>]?: Patch<ValueOfAny<T, Key>> | null };

/** An environment that says only where it differs from another file (JSON Merge Patch, RFC 7396). */
export type EnvironmentPatch = { extends: string } & Patch<EnvironmentInput>;

/** Gives an environment file in TypeScript its types; the data passes through unchanged. */
export function environment(input: EnvironmentInput | EnvironmentPatch): EnvironmentInput | EnvironmentPatch {
  return input;
}
