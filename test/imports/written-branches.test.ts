import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { EnvironmentInput } from '../../config/environment.ts';
import { validate } from '../../config/validate.ts';
import { synthesize } from '../../output/synthesize.ts';
import { importedKinds } from '../../tools/imported-kinds.ts';
import type { OpenApiSchema } from '../../tools/openapi.ts';
import { customResourceSchemas } from '../../tools/schemas.ts';
import { isBranch } from '../../tools/typed-branches.ts';
import { smallApplication } from '../support/environment.ts';
import { fullEnvironments } from '../support/full-environments.ts';
import type { Manifest } from '../support/manifests.ts';
import { randomEnvironments } from '../support/random-environments.ts';

/** Branches that are written without a type of `imports/`, and why. */
const typedElsewhere: Readonly<Record<string, string>> = {
  'AnalysisTemplate.metrics.provider.job.spec': 'it has the type of cdk8s-plus-27, as that of a Job',
  'Rollout.template': 'its pods have the types of cdk8s-plus-27, as those of a Deployment',
};

/** Branches that have a type and that no environment makes, and why. */
const writtenOtherwise: Readonly<Record<string, string>> = {
  'AppProject.clusterResourceWhitelist': "only a user's own constructs make objects without a namespace",
};

/** From 64 hosts on, each application has a ListenerSet. */
const manyHosts: EnvironmentInput = {
  name: 'many-hosts',
  cluster: { storageClass: 'ssd' },
  applications: Object.fromEntries(
    Array.from({ length: 64 }, (_, index) => [
      `web-${index}`,
      { ...smallApplication, host: `web-${index}.example.com` },
    ]),
  ),
};

const environments = [
  ...fullEnvironments,
  manyHosts,
  ...fc.sample(randomEnvironments, { numRuns: 40, seed: 1 }),
];

const schemasFolder = await customResourceSchemas();

function schemaOf({ apiVersion, kind }: Manifest): OpenApiSchema {
  const [group, version] = String(apiVersion).split('/');
  const file = join(schemasFolder, group ?? '', `${String(kind).toLowerCase()}_${version}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as OpenApiSchema;
}

/** Adds the path of every branch that a value of this schema holds, but what is typed elsewhere. */
function addBranches(schema: OpenApiSchema, value: unknown, path: string, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) addBranches(schema.items ?? {}, item, path, found);
    return;
  }
  for (const [key, inner] of Object.entries(value ?? {})) {
    const property = schema.properties?.[key];
    if (property === undefined) {
      if (isBranch(schema)) addBranches(schema.additionalProperties as OpenApiSchema, inner, path, found);
    } else if (isBranch(property) && !(`${path}.${key}` in typedElsewhere)) {
      found.add(`${path}.${key}`);
      addBranches(property, inner, `${path}.${key}`, found);
    }
  }
}

function writtenBranches(): Set<string> {
  const kinds = new Set(Object.values(importedKinds).flatMap(source => Object.keys(source)));
  const found = new Set<string>();
  for (const input of environments) {
    const { environment } = validate(input);
    if (environment === undefined) continue;
    for (const { manifest } of synthesize([environment]).objects) {
      const { kind, spec } = manifest as Manifest;
      if (!kinds.has(kind)) continue;
      addBranches(schemaOf(manifest as Manifest).properties?.spec ?? {}, spec, kind, found);
    }
  }
  return found;
}

/** Every branch that has a type, those above the listed ones too. */
function typedBranches(): Set<string> {
  const kinds = Object.values(importedKinds).flatMap(source => Object.entries<readonly string[]>(source));
  const listed = kinds.flatMap(([kind, paths]) => paths.map(path => `${kind}.${path}`));
  return new Set(
    listed.flatMap(path => {
      const steps = path.split('.');
      return steps.slice(1).map((_, index) => steps.slice(0, index + 2).join('.'));
    }),
  );
}

const written = writtenBranches();
const typed = typedBranches();

test('every branch that charts write has a type: else add it to tools/imported-kinds.ts', () => {
  expect([...written].filter(path => !typed.has(path))).toEqual([]);
});

test('every branch that has a type is written: else remove it from tools/imported-kinds.ts', () => {
  expect([...typed].filter(path => !written.has(path)).sort()).toEqual(Object.keys(writtenOtherwise).sort());
});
