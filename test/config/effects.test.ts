import { readFileSync } from 'node:fs';
import { registeredIn } from '../../config/describe.ts';
import { withoutEffect } from '../../config/effect.ts';
import { type Environment, environmentSchema } from '../../config/environment.ts';
import { fieldsSchema } from '../../config/json-schema.ts';
import type { Schema } from '../../config/patch-schema.ts';
import { validate } from '../../config/validate.ts';
import { renderEnvironment } from '../../output/render.ts';
import { synthesize } from '../../output/synthesize.ts';
import { fullEnvironments } from '../support/full-environments.ts';
import { companions, onlyInTree, others } from './effects.ts';

/** A key of the schema, and the schema of its value. */
interface Leaf {
  /** `*` stands for a key that the user chooses, or an item of a list. */
  readonly path: string;
  readonly schema: Schema;
}

type Json = { readonly [key: string]: unknown } | readonly unknown[];

function leavesOf(schema: Schema, path: readonly string[] = []): Leaf[] {
  const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  const members = [...anyOf, ...oneOf];
  const inside = [
    ...Object.entries(properties).flatMap(([key, field]) => leavesOf(field, [...path, key])),
    ...(typeof additionalProperties === 'object' ? leavesOf(additionalProperties, [...path, '*']) : []),
    ...(items ? leavesOf(items, [...path, '*']) : []),
    ...members.filter(isCollection).flatMap(member => leavesOf(member, path)),
    ...[schema.then, schema.else].flatMap(member => (member ? leavesOf(member, path) : [])),
  ];
  const isScalar = (field: Schema) =>
    field.const === undefined && /string|number|integer|boolean/.test(String(field.type));
  const scalar = [schema, ...members].find(isScalar);
  return scalar === undefined ? inside : [...inside, { path: path.join('.'), schema: scalar }];
}

function isCollection({ type }: Schema): boolean {
  return type === 'object' || type === 'array';
}

/** The schema of each path; several members of a union may have the same key. */
function keysOf(schema: Schema): Map<string, Schema> {
  return new Map(leavesOf(schema).map(({ path, schema: field }) => [path, field]));
}

/** The first place in a value that matches the path and holds a scalar. */
function find(value: unknown, [key, ...rest]: readonly string[]): PropertyKey[] | undefined {
  if (key === undefined) return typeof value === 'object' || value === undefined ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  const keys = key === '*' ? Object.keys(value) : [key];
  for (const candidate of keys) {
    const inner = find((value as Record<string, unknown>)[candidate], rest);
    if (inner !== undefined) return [candidate, ...inner];
  }
  return undefined;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], value);
}

function replaced(value: Json, [key, ...rest]: readonly PropertyKey[], change: unknown): Json {
  if (key === undefined) return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<PropertyKey, unknown>;
  if (rest.length > 0) copy[key] = replaced(copy[key] as Json, rest, change);
  else if (change === undefined) delete copy[key];
  else copy[key] = change;
  return copy as Json;
}

/** Another value that the schema probably accepts. */
function otherValue({ enum: words }: Schema, value: unknown): unknown {
  if (words !== undefined) return words.find(word => word !== value);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  const [, digits, unit] = /^(\d+)(\D*)$/.exec(String(value)) ?? [];
  return digits === undefined ? `${value}x` : `${Number(digits) + 1}${unit}`;
}

function parsed(input: unknown): Environment {
  const { environment, faults } = validate(input);
  if (environment === undefined) throw new Error(JSON.stringify(faults));
  return environment;
}

/** Its objects: what most keys change, in half the time of all files. */
function objectsOf(environment: Environment): string {
  return JSON.stringify(renderEnvironment(environment).objects.map(({ manifest }) => manifest));
}

function filesOf(environment: Environment): string {
  return JSON.stringify([...synthesize([environment]).files()]);
}

const outputs = fullEnvironments
  .map(parsed)
  .map(environment => ({ objects: objectsOf(environment), files: filesOf(environment) }));

function isAsBefore(environment: Environment, index: number): boolean {
  const before = outputs[index];
  return objectsOf(environment) === before?.objects && filesOf(environment) === before?.files;
}

/** Changes the key in the first environment that has it. @returns the fault; undefined if the output changes. */
function faultOf(path: string, schema: Schema): string | undefined {
  for (const [index, base] of fullEnvironments.entries()) {
    const place = find(base, path.split('.'));
    if (place === undefined) continue;
    const found = at(base, place);
    const other = path in others ? others[path] : otherValue(schema, found);
    const [, companion] = Object.entries(companions).find(([end]) => path.endsWith(end)) ?? [];
    const changed = Object.entries(companion ?? {}).reduce<Json>(
      (input, [key, value]) => replaced(input, [...place.slice(0, -1), key], value),
      replaced(base, place, other),
    );
    try {
      if (!isAsBefore(parsed(changed), index)) return undefined;
    } catch (error) {
      return `${path}: ${String(other)} is refused (${(error as Error).message}); name another value in \`others\` of test/config/effects.ts`;
    }
    return `${path}: changed from ${String(found)} to ${String(other)}, and every byte of the output stays; make the key do what its description says, or say in the schema what it is for: .register(withoutEffect, { why: '…' })`;
  }
  return `${path}: no environment in test/support/full-environments.ts has it, so nothing tests whether it does anything; write it into one`;
}

const keys = keysOf(fieldsSchema());
const registered = registeredIn(withoutEffect, environmentSchema).map(({ path }) => path);
const isSilent = (path: string): boolean =>
  registered.some(above => path === above || path.startsWith(`${above}.`));

test('every key of the schema changes the output, or is registered as a key without effect', () => {
  const effective = [...keys].filter(([path]) => !isSilent(path));
  expect(effective.length).toBeGreaterThan(100);
  expect(effective.flatMap(([path, schema]) => faultOf(path, schema) ?? [])).toEqual([]);
});

test('a key that is registered as one without effect has none', () => {
  const silent = [...keys].filter(([path]) => isSilent(path));
  expect(silent.length).toBeGreaterThan(0);
  for (const [path, schema] of silent) {
    expect(faultOf(path, schema)).toContain('every byte of the output stays');
  }
});

test('every key is a value of the Helm chart, or has a reason why not', () => {
  const chart = keysOf(JSON.parse(readFileSync('dist/helm/slipway/values.schema.json', 'utf8')) as Schema);
  const missing = [...keys.keys()].filter(path => !chart.has(path) && !isSilent(path));
  expect(missing.sort()).toEqual(Object.keys(onlyInTree).sort());
});
