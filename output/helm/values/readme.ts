import { descriptionAt } from '../../../config/describe.ts';
import { environmentSchema } from '../../../config/environment.ts';
import { kubernetesMinors } from '../../../config/kubernetes.ts';
import type { Schema } from '../../../config/patch-schema.ts';
import { knownValues } from './known.ts';
import { isMap, type Value } from './values.ts';
import { isFirst, placeOf } from './values-file.ts';

/** What the values cannot change, and why. */
const fixed: readonly (readonly [what: string, why: string])[] = [
  [
    'images of PostgreSQL, Valkey and their exporters',
    'versions are raised with the constructs, tested together',
  ],
  ['three sentinels, ports, probe delays, security contexts', 'they are figures of the constructs'],
  ['objects of Argo CD', 'an Application points at this chart instead'],
];

/** What synth refuses, and neither the schema nor a template can. */
const unchecked: readonly string[] = [
  'whether the schedule of backups ever comes, and whether `backup.maxAge` is longer than its gaps',
  'parameters of PostgreSQL that contradict the memory, the volumes or the poolers',
  'texts that are longer than Linux, Kubernetes or etcd take',
  'the syntax of a `query`, but for comments',
  'rules across objects, such as Services that select nothing',
];

/** The README of the chart: how to use it, its values, and what is not a value. */
export function chartReadme(
  name: string,
  values: { readonly [key: string]: Value },
  schema: Schema,
  files: readonly string[],
): string {
  return [
    ...introduction(name, files),
    '## Values',
    '',
    '| value | in `values.yaml` | what it is |',
    '| --- | --- | --- |',
    ...rows(values, [], new Set()),
    '',
    '`applications` holds any number of them, each with the keys that the schema demands. What `values.yaml` does without:',
    '',
    '| value | what it is |',
    '| --- | --- |',
    ...furtherRows(values, schema),
    '',
    '## Fixed when the chart is generated',
    '',
    ...fixed.map(([what, why]) => `- ${what}: ${why}`),
    '',
    '## Not checked here',
    '',
    'The schema and `templates/validation/values.yaml` refuse most of what `slipway synth` refuses. These they do not:',
    '',
    ...unchecked.map(text => `- ${text}`),
    '',
  ].join('\n');
}

/** What the chart is, and how it is installed. */
function introduction(name: string, files: readonly string[]): string[] {
  const [oldest, newest] = [kubernetesMinors[0], kubernetesMinors.at(-1)];
  return [
    `# ${name}`,
    '',
    `The objects of \`slipway synth\` as a Helm chart, for Kubernetes ${oldest} to ${newest}. Written by \`slipway helm\`;`,
    'an edit is lost. Both render from the same constructs, and a test compares them object by object.',
    '',
    '```console',
    ...files.map(file => `$ helm upgrade --install ${name} . --values ${file}`),
    '```',
    '',
    'With Helm 4 install with `--server-side=false`: Argo Rollouts owns the selectors of Services, and a server-side apply',
    'that takes them back would send users to a version that no one has examined (argo-rollouts#3437). Helm sets its own',
    '`app.kubernetes.io/managed-by` on every object.',
    '',
    'A values file for another environment comes from its environment file: `slipway helm --environment FILE`. The values',
    'of the others stay. In a file written by hand, `null` takes a key away that `values.yaml` has.',
    '',
  ];
}

/** A row for each value that the schema knows in addition to those of `values.yaml`. */
function furtherRows(values: { readonly [key: string]: Value }, schema: Schema): string[] {
  const listed = new Set(pathsOf(values, []).map(placeOf));
  const further = knownValues(schema).filter(({ path }) => isFirst(path, listed));
  return further.map(({ path, description }) => `| \`${path.join('.')}\` | ${description} |`);
}

function pathsOf(values: { readonly [key: string]: Value }, path: readonly string[]): string[][] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = [...path, key];
    return isMap(value) ? [here, ...pathsOf(value, here)] : [here];
  });
}

/** A row a value; those of every application only once. */
function rows(
  values: { readonly [key: string]: Value },
  path: readonly string[],
  listed: Set<string>,
): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = [...path, key];
    if (isMap(value) && Object.keys(value).length > 0) return rows(value, here, listed);
    if (!isFirst(here, listed)) return [];
    const description = descriptionAt(environmentSchema, here) ?? '';
    const shown =
      Array.isArray(value) && value.length > 0 ? `a list of ${value.length}` : JSON.stringify(value);
    return [`| \`${here.join('.')}\` | \`${shown}\` | ${description} |`];
  });
}
