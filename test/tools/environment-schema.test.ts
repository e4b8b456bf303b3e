import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { environmentSchema } from '../../config/environment.ts';
import { environmentFileSchema, fieldsSchema } from '../../config/json-schema.ts';
import type { Schema } from '../../config/patch-schema.ts';
import { readEnvironmentFile } from '../../config/read/environment-file.ts';
import { generatedFromSchema } from '../../tools/environment-schema.ts';
import { environmentCases } from '../support/environment-cases.ts';
import { invalidFolder } from '../support/invalid-cases.ts';
import { law } from '../support/law.ts';
import { randomEnvironments } from '../support/random-environments.ts';

const project = join(import.meta.dirname, '../..');
const accepts = new Ajv({ strictTypes: false, allErrors: true }).compile(environmentFileSchema());

function errorsOf(data: unknown): string[] {
  return accepts(data)
    ? []
    : (accepts.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test.each([...generatedFromSchema()])('%s is up to date, else run npm run schema', (file, text) => {
  expect(readFileSync(join(project, file), 'utf8')).toBe(text);
});

test('every key has a description', () => {
  expect(keysWithoutDescription(fieldsSchema(), '')).toEqual([]);
});

function keysWithoutDescription(schema: Schema, path: string): string[] {
  const named = schema.additionalProperties;
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [
      ...(value.description ? [] : [`${path}/${key}`]),
      ...keysWithoutDescription(value, `${path}/${key}`),
    ]),
    ...(typeof named === 'object' ? keysWithoutDescription(named, `${path}/*`) : []),
    ...(schema.items ? keysWithoutDescription(schema.items, `${path}/*`) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(member =>
      keysWithoutDescription(member, path),
    ),
  ];
}

test('accepts every environment that the check accepts', () => {
  law(
    fc.property(randomEnvironments, environment => {
      expect(environmentSchema.safeParse(environment).error?.issues ?? []).toEqual([]);
      expect(errorsOf(environment)).toEqual([]);
    }),
    { numRuns: 300, cases: environmentCases },
  );
});

test('accepts any part of an environment in a file that extends another', () => {
  law(
    fc.property(
      randomEnvironments,
      fc.array(fc.constantFrom('keep', 'drop', 'null'), { minLength: 1, maxLength: 50 }),
      (whole, choices) => {
        const patch = { extends: './base.yaml', ...(partOf(whole, around(choices)) as object) };
        expect(errorsOf(patch)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

function* around(choices: readonly string[]): Generator<string> {
  while (true) yield* choices;
}

/** Drops keys or sets them to null, at every level; lists stay whole. */
function partOf(value: unknown, choices: Iterator<string>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const choice = choices.next().value;
    if (choice === 'drop') return [];
    return [[key, choice === 'null' ? null : partOf(inner, choices)]];
  });
  return Object.fromEntries(entries);
}

test.each(['production.ts', 'staging.ts', 'development.ts'])('accepts environments/%s', async file => {
  const { data } = await readEnvironmentFile(join(project, 'environments', file));
  expect(errorsOf(data)).toEqual([]);
});

/** Faults of one field, which an editor can underline. */
test.each([
  'adjustment-fractional',
  'cluster-missing',
  'cooldown-over-1800',
  'cpu-in-bytes',
  'database-version-with-minor',
  'duration-without-unit',
  'external-in-words',
  'extends-a-number',
  'health-without-slash',
  'host-with-scheme',
  'image-in-upper-case',
  'image-with-short-digest',
  'key-misspelled',
  'key-missing',
  'key-unknown',
  'kubernetes-without-quotes',
  'list-for-an-object',
  'memory-in-thousandths',
  'metric-unknown',
  'name-in-camel-case',
  'name-too-long',
  'network-without-size',
  'port-in-quotes',
  'port-out-of-range',
  'retention-in-hours',
  'rules-empty',
  'scale-in-words',
  'schedule-with-five-fields',
  'storage-not-a-quantity',
  'strategy-unknown',
  'threshold-over-100-percent',
  'value-left-out',
  'variable-is-a-number',
])('refuses %s, as the check does', name => {
  const data = load(readFileSync(join(invalidFolder, `${name}.yaml`), 'utf8'));
  expect(environmentSchema.safeParse(data).success).toBe(false);
  expect(errorsOf(data)).not.toEqual([]);
});
