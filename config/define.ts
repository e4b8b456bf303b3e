import type { EnvironmentInput } from './environment.ts';

type Whole = string | number | boolean | bigint | symbol | null | undefined | readonly unknown[];

type KeyOfAny<T> = T extends unknown ? keyof T : never;
type ValueOfAny<T, Key extends PropertyKey> = T extends unknown
  ? Key extends keyof T
    ? T[Key]
    : never
  : never;

/**
 * Any part of `T`: `null` removes a key of the extended file; an array or a scalar replaces the whole value. Where `T`
 * is a union of objects, the keys of all of them are allowed: a patch may have to remove one.
 */
export type Patch<T> = Extract<T, Whole> | PatchOfObject<Exclude<T, Whole>>;

type PatchOfObject<T> = [T] extends [never]
  ? never
  : { [Key in KeyOfAny<T>]?: Patch<ValueOfAny<T, Key>> | null };

/** An environment that holds only its differences from another file (JSON Merge Patch, RFC 7396). */
export type EnvironmentPatch = { extends: string } & Patch<EnvironmentInput>;

/** Checks the types of an environment file in TypeScript; returns the data unchanged. */
export function environment(input: EnvironmentInput | EnvironmentPatch): EnvironmentInput | EnvironmentPatch {
  return input;
}
