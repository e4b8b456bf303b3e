import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import type { Construct } from 'constructs';
import { ProductionStack } from '../../charts/production-stack.ts';
import { Tier } from '../../charts/tier.ts';
import { loadEnvironments } from '../../config/load.ts';
import { ArgoCd } from '../../output/argocd/argo-cd.ts';
import { madeKinds } from '../../output/argocd/kinds.ts';
import { environmentWith, smallApplication } from '../support/environment.ts';
import { fullEnvironments } from '../support/full-environments.ts';

/**
 * The rule of docs/architecture.md, "From a line of YAML to the file that made it". Further objects are as the environment
 * file gives them.
 */

const root = join(import.meta.dirname, '..', '..');

/** A class that makes objects of one kind. */
interface Maker {
  readonly name: string;
  readonly file: string;
  /** The kind as names of files in `dist/` have it: `statefulset`. */
  readonly kind: string;
}

const declaration = /^export class (\w+) extends (?:k8s\.Kube)?(\w+?)(?:V2)? \{$/gm;

function makersIn(folder: string): Maker[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .flatMap(name => {
      const file = join(folder, name);
      const classes = readFileSync(join(root, file), 'utf8').matchAll(declaration);
      return [...classes].map(([, name = '', kind = '']) => ({ name, file, kind: kind.toLowerCase() }));
    });
}

const makers = ['output/argocd', 'charts'].flatMap(makersIn);

/** The classes that the rule finds for a kind in a folder of `dist/`. */
function makersOf(tier: string, kind: string): Maker[] {
  const folders = tier === 'argocd' ? ['output/argocd/'] : [`charts/${tier}/`, 'charts/authority/'];
  return makers
    .filter(({ file }) => folders.some(folder => file.startsWith(folder)))
    .filter(maker => maker.kind === kind.toLowerCase());
}

const files = readdirSync(join(root, 'environments')).map(file => join(root, 'environments', file));
const repository = 'https://git.example.com/platform.git';
const manyHosts = Array.from({ length: 64 }, (_, index) => [
  `web-${index}`,
  { ...smallApplication, host: `${index}.example.com` },
]);
const environments = [
  ...(await loadEnvironments(files)),
  ...fullEnvironments.map(environmentWith),
  environmentWith({ applications: Object.fromEntries(manyHosts) }),
];
const scopes: readonly Construct[] = [
  ...environments.map(environment => new ProductionStack(new App(), environment)),
  new ArgoCd(new App(), [{ environment: environmentWith({ gitops: { repository } }), objects: [] }]),
];
const objects = scopes.flatMap(scope => scope.node.findAll().filter(ApiObject.isApiObject));

function tierOf(object: ApiObject): string {
  const tier = object.node.scopes.find(scope => scope instanceof Tier);
  return tier?.node.id ?? 'argocd';
}

/** `application-rollout` of `ApplicationRollout`. */
function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

test('every object is made by a class that extends the class of its kind, in the folder of its tier', () => {
  const strays = objects.filter(
    object =>
      tierOf(object) !== 'objects' &&
      !makersOf(tierOf(object), object.kind).some(({ name }) => name === object.constructor.name),
  );
  expect(strays.map(object => `${object.node.path} by ${object.constructor.name}`)).toEqual([]);
});

test('the environments of this test have every kind that some environment makes', () => {
  const kinds = new Set(objects.map(({ kind }) => kind));
  const expected = [...madeKinds.map(({ kind }) => kind), 'Namespace', 'AppProject', 'ApplicationSet'];
  expect([...kinds].sort()).toEqual(expected.sort());
});

test('a file is named after the class in it that makes an object', () => {
  const made = new Set(objects.map(object => object.constructor.name));
  const strays = makers
    .filter(({ name }) => made.has(name))
    .filter(({ name, file }) => {
      const words = kebab(name).split('-');
      return !basename(file, '.ts')
        .split('-')
        .every(word => words.includes(word));
    });
  expect(strays.map(({ name, file }) => `${name} in ${file}`)).toEqual([]);
});

test('every file in dist leads to a class', () => {
  const strays = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.yaml') && !path.startsWith('helm/'))
    .filter(path => {
      const [folder = '', tier = ''] = path.split('/');
      const [kind = ''] = basename(path).split('-');
      return makersOf(folder === 'argocd' ? folder : tier, kind).length === 0;
    });
  expect(strays).toEqual([]);
});
