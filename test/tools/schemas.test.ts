import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KubernetesMinor, kubernetesMinors } from '../../config/kubernetes.ts';
import { validate } from '../../tools/kubeconform.ts';
import type { OpenApiSchema } from '../../tools/openapi.ts';
import { customResourceSchemas, schemas } from '../../tools/schemas.ts';
import { kubernetesVersions } from '../../tools/versions.ts';

interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
}

async function readSchema(path: string): Promise<OpenApiSchema> {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** Every kind that the schemas in a folder describe. */
async function kindsIn(folder: string): Promise<Identity[]> {
  const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.json'));
  return Promise.all(
    names.map(async name => {
      const { properties } = await readSchema(join(folder, name));
      const [apiVersion, kind] = [properties?.apiVersion?.enum?.[0], properties?.kind?.enum?.[0]];
      return { apiVersion: String(apiVersion), kind: String(kind) };
    }),
  );
}

/** Validates one object of each kind, all wrong in one way, which takes every schema. */
async function expectSchemas(folder: string, minor: KubernetesMinor, atLeast: number): Promise<void> {
  const kinds = await kindsIn(folder);
  const manifests = await mkdtemp(join(tmpdir(), 'slipway-schemas-'));
  const objects = kinds.map(kind => JSON.stringify({ ...kind, unknown: true }));
  await writeFile(join(manifests, 'all.yaml'), objects.join('\n---\n'));
  const { minors, failures } = await validate({ folder: manifests, minors: [minor] });
  await rm(manifests, { recursive: true });
  expect(minors).toEqual([
    { kubernetes: minor, valid: 0, invalid: kinds.length, errors: 0, skipped: 0, newer: [] },
  ]);
  expect(failures.filter(({ message }) => !message.includes("'unknown' not allowed"))).toEqual([]);
  expect(kinds.length).toBeGreaterThanOrEqual(atLeast);
}

test.each(kubernetesMinors)('kubeconform finds and compiles every schema of Kubernetes %s', async minor => {
  await expectSchemas(await schemas(minor), minor, 60);
});

test('kubeconform finds and compiles every schema of a custom resource', async () => {
  await expectSchemas(await customResourceSchemas(), '1.36', 75);
});

test("the schemas lie where kubeconform's default layout has them", async () => {
  const folder = join(await schemas('1.36'), `v${kubernetesVersions['1.36']}-standalone-strict`);
  const names = await readdir(folder);
  expect(names).toEqual(
    expect.arrayContaining([
      'deployment-apps-v1.json',
      'service-v1.json',
      'networkpolicy-networking-v1.json',
    ]),
  );
  const custom = await customResourceSchemas();
  expect((await stat(join(custom, 'argoproj.io', 'rollout_v1alpha1.json'))).isFile()).toBe(true);
});

test('lists and requests have no schema, because no one applies them', async () => {
  const names = await readdir(
    join(await schemas('1.36'), `v${kubernetesVersions['1.36']}-standalone-strict`),
  );
  expect(names.filter(name => /^(\w+list|deleteoptions|status|watchevent)-/.test(name))).toEqual([]);
});

test('a version of a custom resource that is no longer served has no schema', async () => {
  const names = await readdir(join(await customResourceSchemas(), 'gateway.networking.k8s.io'));
  expect(names).toContain('backendtlspolicy_v1.json');
  expect(names).not.toContain('backendtlspolicy_v1alpha3.json');
});

test('the schemas carry no descriptions of upstream', async () => {
  const schema = await readSchema(
    join(await customResourceSchemas(), 'argoproj.io', 'appproject_v1alpha1.json'),
  );
  // A project has a property that is called description, and that one stays.
  expect(schema.properties?.spec?.properties?.description?.type).toBe('string');
  expect(JSON.stringify(schema)).not.toMatch(/"description":"/);
});
