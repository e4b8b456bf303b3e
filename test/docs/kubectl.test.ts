import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { Manifest } from '../support/manifests.ts';
import { type CommandLine, commandLines, commandsOf } from './command-lines.ts';
import { root } from './pages.ts';
import { isPath } from './paths.ts';

const lines = commandLines();
const dist = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.yaml') && !file.startsWith('helm'))
  .map(file => readFileSync(join(root, 'dist', file), 'utf8'));
const objects = dist.flatMap(text => loadAll(text) as Manifest[]);

/** Kinds that controllers make from ours, that the cluster has, or that we make only if an environment says so. */
const otherKinds =
  'pods nodes jobs pvc hpa quota endpointslices deployments gateways applications secrets backups events';
const kinds = new Set([
  ...otherKinds.split(' '),
  ...objects.map(({ kind }) => String(kind).toLowerCase().replace(/y$/, 'ie').concat('s')),
]);

const isKind = (word: string): boolean => {
  const [kind = ''] = word.split('/');
  return [kind, `${kind}s`, kind.replace(/y$/, 'ies')].some(name => kinds.has(name));
};

/** Verbs of kubectl whose first argument is a kind, or several with commas. */
const verbsOfKinds = new Set('get describe delete patch annotate wait scale top'.split(' '));
const otherVerbs = new Set('apply create rollout logs exec port-forward argo cnpg'.split(' '));

/** The words of a kubectl line without options and their values. */
function operands({ args }: CommandLine): string[] {
  const withValue = new Set(['-n', '-l', '-c', '-p', '-o', '-f', '-L', '--namespace']);
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  return args
    .slice(0, end)
    .filter((word, place) => !/^[->]/.test(word) && !withValue.has(args[place - 1] ?? ''));
}

/** The commands in the texts of an alert, each up to the end of its phrase. */
function commandsOfAlerts({ metadata, spec }: Manifest): CommandLine[] {
  const place = `PrometheusRule ${metadata.namespace}/${metadata.name}`;
  const texts = JSON.stringify(spec).replaceAll(/\{\{.*?\}\}/g, 'VALUE');
  return [...texts.matchAll(/kubectl (?:[^.,;:"]|[.,:](?=[^\s"]))+/g)].flatMap(([text]) =>
    commandsOf({ place, text }, false).slice(0, 1),
  );
}

const ofAlerts = objects.filter(({ kind }) => kind === 'PrometheusRule').flatMap(commandsOfAlerts);
const kubectl = [...lines, ...ofAlerts].filter(({ program }) => program === 'kubectl');

test('every verb of kubectl is known', () => {
  const unknown = kubectl.filter(line => {
    const [verb = ''] = operands(line);
    return !verbsOfKinds.has(verb) && !otherVerbs.has(verb);
  });
  expect(lines.length).toBeGreaterThan(30);
  expect(ofAlerts.length).toBeGreaterThan(30);
  expect(unknown.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
});

test('every kind that kubectl is asked for is a kind of dist/, or made from one', () => {
  const unknown = kubectl.flatMap(line => {
    const [verb = '', kind = ''] = operands(line);
    if (!verbsOfKinds.has(verb) || kind === '') return [];
    return kind
      .split(',')
      .filter(name => !isKind(name))
      .map(name => `${line.place}: ${line.text}: ${name}`);
  });
  expect(unknown).toEqual([]);
});

test('every name and namespace of a kubectl line stands in dist/', () => {
  const known = new Set([
    ...dist
      .filter(text => !text.includes('kind: PrometheusRule'))
      .flatMap(text => text.match(/[a-z0-9][a-z0-9.-]*/g) ?? []),
    ...kubectl.map(operands).flatMap(([verb, _kind, name = '']) => (verb === 'create' ? [name] : [])),
    // CloudNativePG makes it for a Cluster that names no authority.
    'database-ca',
  ]);
  const unknown = kubectl.flatMap(line => {
    const [verb = '', kind = '', ...names] = operands(line);
    const namespaces = line.args.filter((_, place) => line.args[place - 1] === '-n');
    const wanted = verbsOfKinds.has(verb)
      ? [...kind.split('/').slice(1), ...names, ...namespaces]
      : namespaces;
    return wanted
      .filter(name => !/[A-Z=$]/.test(name) && !known.has(name))
      .map(name => `${line.place}: ${line.text}: ${name}`);
  });
  expect(unknown).toEqual([]);
});

const searches = lines.filter(
  ({ program, args }) => ['grep', 'find', 'ls'].includes(program) && args.some(word => isPath(`${word}/`)),
);

test('every search in the repository finds something', () => {
  const empty = searches.filter(({ text }) => {
    try {
      return execFileSync('sh', ['-c', text], { cwd: root, encoding: 'utf8' }) === '';
    } catch {
      return true;
    }
  });
  expect(searches.length).toBeGreaterThan(0);
  expect(empty.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
});
