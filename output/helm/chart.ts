import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretsOfCache, secretsOfDatabase } from '../../charts/platform/secret-uses.ts';
import { appendOnlyCopies, dataMemoryPercent } from '../../config/cache.ts';
import { leastBackupMemory, leastWalStorage } from '../../config/checks/data.ts';
import { registeredIn } from '../../config/describe.ts';
import { type Environment, environmentSchema } from '../../config/environment.ts';
import { images } from '../../config/images.ts';
import { kubernetesMinors } from '../../config/kubernetes.ts';
import { reservedKeys } from '../../config/placement.ts';
import { setByCloudNativePg } from '../../config/postgresql-parameters.ts';
import {
  harmlessArgument,
  harmlessValue,
  publicName,
  secretArgument,
  secretName,
  secretShapes,
} from '../../config/secret-shapes.ts';
import { durationBounds } from '../../config/units/duration.ts';
import { renderEnvironment } from '../render.ts';
import { recordFile } from '../replace/record.ts';
import { noticeLines } from './notices.ts';
import { templatesOf } from './templates.ts';
import { chartReadme } from './values/readme.ts';
import { type Reads, readsOf, readValues } from './values/reads.ts';
import { valuesOf } from './values/values.ts';
import { type NamedValues, ownValuesFile, valuesFiles } from './values/values-files.ts';
import { valuesSchema } from './values/values-schema.ts';

export const chartName = 'slipway';

const library = join(import.meta.dirname, 'library');

/** The chart's own version: raised when its values change in a way that an old values file would not survive. */
const chartVersion = '0.1.0';

/**
 * Every file of a Helm chart that renders the objects of these environments, by its path in the chart.
 *
 * `values.yaml` is the environment that says the most, so that every value is documented; each environment has its
 * own values file next to it.
 *
 * @param kept environments that are in the chart already, and whose files are not read. Default: none.
 */
export function helmChart(
  environments: readonly Environment[],
  kept: readonly NamedValues[] = [],
): Map<string, string> {
  const { templates, reads } = generated();
  const made = environments.map(environment => ({
    name: environment.name,
    values: readValues(valuesOf(environment), reads),
  }));
  const { fullest, files } = valuesFiles([...made, ...kept]);
  const schema = valuesSchema(reads);
  const environmentFiles = [...files.keys()].filter(path => path !== ownValuesFile);
  return new Map([
    ['Chart.yaml', chartFile()],
    ['.helmignore', `${recordFile}\n`],
    ['README.md', chartReadme(chartName, fullest.values, schema, environmentFiles)],
    ['values.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ...files,
    ...templates,
  ]);
}

let once: { readonly templates: ReadonlyMap<string, string>; readonly reads: Reads } | undefined;

/** What is the same in every chart, generated once in a process. */
export function generated() {
  if (once === undefined) {
    const made = templatesOf({ schema: environmentSchema, render: renderEnvironment });
    once = { templates: new Map([...made.files, ...libraryFiles()]), reads: readsOf(made) };
  }
  return once;
}

function libraryFiles(): Map<string, string> {
  const paths = readdirSync(library, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  return new Map(
    paths.map(path => [
      path
        .slice(library.length + 1)
        .replaceAll('\\', '/')
        .replace(/\.yaml\.tpl$/, '.yaml'),
      filled(readFileSync(path, 'utf8')),
    ]),
  );
}

/** A template of the library, with what the rest of the program knows. */
function filled(text: string): string {
  const reserved = reservedKeys.map(([owner, keys]) => `\n  "${owner}" \`${keys}\``);
  const parameters = [...setByCloudNativePg].map(parameter => `\n  "${parameter}"`);
  const durations = registeredIn(durationBounds, environmentSchema).map(
    ({ path, known: { from, to } }) => `\n  (dict "path" "${path}" "from" "${from}" "to" "${to}")`,
  );
  return text
    .replaceAll('%MADE_BY_DATABASE%', appended(secretsOfDatabase))
    .replaceAll('%MADE_BY_CACHE%', appended(secretsOfCache))
    .replaceAll('%SECRET_SHAPES%', () =>
      secretShapes.map(({ pattern }) => ` ${printed(`(?:${pattern})`)}`).join(''),
    )
    .replaceAll('%SECRET_NAME%', () => printed(secretName))
    .replaceAll('%SECRET_ARGUMENT%', () => printed(secretArgument))
    .replaceAll('%PUBLIC_NAME%', () => publicName)
    .replaceAll('%HARMLESS_VALUE%', () => printed(harmlessValue))
    .replaceAll('%HARMLESS_ARGUMENT%', () => printed(harmlessArgument))
    .replaceAll('%VALKEY%', images.valkey.reference)
    .replaceAll('%NOTICES%', noticeLines())
    .replaceAll('%LEAST_WAL_STORAGE%', String(leastWalStorage))
    .replaceAll('%LEAST_BACKUP_MEMORY%', String(leastBackupMemory))
    .replaceAll('%DATA_MEMORY_PERCENT%', String(dataMemoryPercent))
    .replaceAll('%APPEND_ONLY_COPIES%', String(appendOnlyCopies))
    .replaceAll('%RESERVED%', reserved.join(''))
    .replaceAll('%FIXED_PARAMETERS%', parameters.join(''))
    .replaceAll('%DURATIONS%', durations.join(''));
}

/** A long text as an expression of short lines. */
function printed(text: string): string {
  const lines = text.match(/.{1,100}/g) ?? [];
  return `(print${lines.map(line => `\n  \`${line}\``).join('')})`;
}

/** Template text that appends names to `$made`. */
function appended(names: readonly string[]): string {
  return `{{ $made = concat $made (list${names.map(name => `\n  "${name}"`).join('')}) }}`;
}

function chartFile(): string {
  const newest = Number((kubernetesMinors.at(-1) ?? '').split('.')[1]);
  return [
    'apiVersion: v2',
    `name: ${chartName}`,
    'description: A production system from one description, the same objects as slipway synth writes',
    'type: application',
    `version: ${chartVersion}`,
    `kubeVersion: ">=${kubernetesMinors[0]}.0-0 <1.${newest + 1}.0-0"`,
    '',
  ].join('\n');
}
