import type { Chart } from 'cdk8s';
import type { Environment, EnvironmentInput } from './environment.ts';

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

/** A value that is read-only at any depth, such as a constant `as const`. */
type Immutable<T> = T extends object ? { readonly [Key in keyof T]: Immutable<T[Key]> } : T;

/** An environment file: a whole environment, or what differs from the file that it extends. */
export type EnvironmentFile<Extends extends string | undefined = string | undefined> = {
  readonly extends?: Extends;
} & (Extends extends string ? Immutable<EnvironmentPatch> : Immutable<EnvironmentInput>);

/**
 * What an environment file may export as `constructs`, next to its default export: adds objects to a chart of cdk8s.
 * They become the group `constructs` of `objects`.
 */
export type Constructs = (chart: Chart, environment: Environment) => void;

/**
 * Checks the types of an environment file in TypeScript; returns the data unchanged.
 *
 * A part that stands in a constant of its own keeps the units of its texts with `as const`:
 * `const resources = { requests: { cpu: '500m', memory: '256Mi' } } as const`.
 */
export function environment<Extends extends string | undefined = undefined>(
  input: EnvironmentFile<Extends>,
): EnvironmentFile<Extends> {
  return input;
}
