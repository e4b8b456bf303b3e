import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ownUsers, userPassword } from '../../charts/cache/users/names.ts';
import { secretsOfDatabase, suffixesOfCacheSecrets } from '../../charts/platform/secret-uses.ts';
import { mostFileBytes } from '../../config/application/files.ts';
import { httpCounter, metricsPath } from '../../config/application/metrics.ts';
import { appendOnlyCopies, dataMemoryPercent } from '../../config/cache.ts';
import { firstCache } from '../../config/caches.ts';
import { takenCacheNames } from '../../config/checks/caches.ts';
import { longestDatabaseName } from '../../config/checks/clusters.ts';
import { leastBackupMemory, leastWalStorage } from '../../config/checks/data.ts';
import { notInIngress, redirectAnnotation } from '../../config/checks/ingress.ts';
import { mostNextToHttp } from '../../config/checks/listeners.ts';
import { clusterWide } from '../../config/checks/objects.ts';
import { withoutRedirect } from '../../config/checks/route-filters.ts';
import { inTrafficPolicy } from '../../config/checks/route-traffic.ts';
import { envoyGatewayNamespace } from '../../config/cluster.ts';
import { firstDatabase } from '../../config/clusters.ts';
import { variablesOfLibpq } from '../../config/connection-variables.ts';
import { takenDatabaseNames } from '../../config/databases.ts';
import { registeredIn } from '../../config/describe.ts';
import { type Environment, environmentSchema } from '../../config/environment.ts';
import { images } from '../../config/images.ts';
import { kubernetesMinors } from '../../config/kubernetes.ts';
import {
  cacheUsersWide,
  imageByTag,
  mostNames,
  type NoticeName,
  notices,
  plainEndpoint,
  securityRelaxed,
  sharedDatabase,
} from '../../config/notices.ts';
import { reservedKeys } from '../../config/placement.ts';
import { setByCloudNativePg } from '../../config/postgresql-parameters.ts';
import { diskOfLog } from '../../config/resources.ts';
import * as secrets from '../../config/secret-shapes.ts';
import { durationBounds } from '../../config/units/duration.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { recordFile } from '../replace/record.ts';
import { madeTemplates } from './made-templates.ts';
import { line } from './template/line.ts';
import { wrapped } from './template/wrap.ts';
import { patchable } from './templates.ts';
import { chartReadme } from './values/readme.ts';
import { type Reads, readValues } from './values/reads.ts';
import { type NamedValues, ownValuesFile, valuesFiles, valuesOf } from './values/values.ts';
import { valuesSchema } from './values/values-schema.ts';

/** What prints the objects of `objects`. */
const furtherObjects = 'templates/objects/objects.yaml';

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
  const readme = chartReadme(templates.get('README.md') ?? '', fullest, schema, environmentFiles);
  return new Map([
    ...templates,
    ...files,
    ['.helmignore', `${recordFile}\n`],
    ['README.md', readme],
    ['values.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
  ]);
}

let once: { readonly templates: ReadonlyMap<string, string>; readonly reads: Reads } | undefined;

/** What is the same in every chart, once in a process. */
export function generated() {
  if (once === undefined) {
    const { files, reads } = madeTemplates(join(import.meta.dirname, '../..'));
    once = { templates: new Map([...files, ...libraryFiles()]), reads };
  }
  return once;
}

function libraryFiles(): Map<string, string> {
  const facts = Object.entries(factsOfLibrary());
  const files = readdirSync(library, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      const path = relative(library, file)
        .replaceAll('\\', '/')
        .replace(/(\.md|\.yaml)\.tpl$/, '$1');
      const text = readFileSync(file, 'utf8');
      const filled = facts.reduce((all, [fact, known]) => all.replaceAll(`%${fact}%`, () => known), text);
      return [path, path === furtherObjects ? patchable(path, filled) : filled];
    }),
  );
}

/** What files of the library take from the rest of the program. */
function factsOfLibrary() {
  const shapes = secrets.secretShapes.map(({ pattern }) => ` ${printed(`(?:${pattern})`)}`);
  const durations = registeredIn(durationBounds, environmentSchema).map(
    ({ path, known: { from, to } }) => `(dict "path" "${path}" "from" "${from}" "to" "${to}")`,
  );
  const newest = kubernetesMinors.at(-1) ?? '';
  return {
    CHART_VERSION: chartVersion,
    OLDEST_KUBERNETES: String(kubernetesMinors[0]),
    NEWEST_KUBERNETES: newest,
    NEXT_KUBERNETES: `1.${Number(newest.split('.')[1]) + 1}`,
    MADE_BY_DATABASE: below(secretsOfDatabase('%s').map(name => `(printf "${name}" $cluster)`)),
    MADE_BY_CACHE: suffixesOfCacheSecrets.map(suffix => `"${suffix}"`).join(' '),
    LONGEST_DATABASE_NAME: String(longestDatabaseName),
    TAKEN_CACHE_NAMES: below(takenCacheNames.map(name => `"${name}"`)),
    ...factsOfUsers(),
    SECRET_SHAPES: shapes.join(''),
    SECRET_NAME: printed(secrets.secretName),
    SECRET_ARGUMENT: printed(secrets.secretArgument),
    PUBLIC_NAME: secrets.publicName,
    HARMLESS_VALUE: printed(secrets.harmlessValue),
    HARMLESS_ARGUMENT: printed(secrets.harmlessArgument),
    VALKEY: images.valkey.reference,
    MOST_NAMES: String(mostNames),
    LOG_MEBIBYTES: String(Quantity.parse(diskOfLog.requests).in('Mi')),
    MOST_FILE_BYTES: String(mostFileBytes),
    ...Object.fromEntries((Object.keys(notices) as NoticeName[]).map(notice)),
    LEAST_WAL_STORAGE: String(leastWalStorage),
    LEAST_BACKUP_MEMORY: String(leastBackupMemory),
    DATA_MEMORY_PERCENT: String(dataMemoryPercent),
    APPEND_ONLY_COPIES: String(appendOnlyCopies),
    RESERVED: below(reservedKeys.map(([owner, keys]) => `"${owner}" \`${keys}\``)),
    FIXED_PARAMETERS: below([...setByCloudNativePg].map(parameter => `"${parameter}"`)),
    DURATIONS: below(durations),
    TAKEN_DATABASE_NAMES: below(Object.keys(takenDatabaseNames).map(name => `"${name}"`)),
    DATABASE_VARIABLES: below(variablesOfLibpq.map(name => `"${name}"`)),
    ...factsOfRoutes(),
  };
}

/** The Secrets of the users of the cache's own programs. */
function factsOfUsers() {
  const { endpoint, ...others } = ownUsers;
  const suffixOf = (user: string) => `"${userPassword('', user).secret.slice(1)}"`;
  return {
    MADE_BY_USERS: Object.values(others).map(suffixOf).join(' '),
    MADE_BY_ENDPOINT: suffixOf(endpoint),
  };
}

/** What is refused about routes and listeners. */
function factsOfRoutes() {
  return {
    MOST_LISTENERS: String(mostNextToHttp),
    HTTP_COUNTER: httpCounter,
    METRICS_PATH: metricsPath,
    NOT_IN_INGRESS: below(notInIngress.map(key => `"${key}"`)),
    CLUSTER_WIDE: below([...clusterWide].map(kind => `"${kind}"`)),
    IN_TRAFFIC_POLICY: below(inTrafficPolicy.map(key => `"${key}"`)),
    WITHOUT_REDIRECT: below(withoutRedirect.map(key => `"${key}"`)),
    REDIRECT_ANNOTATION: redirectAnnotation,
    ENVOY_NAMESPACE: envoyGatewayNamespace,
  };
}

/** Notices that name applications or a cache, which the chart's notes have in a variable. */
const noticesWithNames: Partial<Record<NoticeName, string>> = {
  'plain-endpoint': plainEndpoint('{{ $cache }}'),
  'image-by-tag': imageByTag('{{ $names }}'),
  'shared-database': sharedDatabase('{{ $sharing }}'),
  'security-relaxed': securityRelaxed('{{ $relaxed }}'),
  'cache-users-wide': cacheUsersWide('{{ $wide }}'),
};

/** A notice, which the chart's notes print where its condition holds. */
function notice(name: NoticeName): [string, string] {
  const { message } = notices[name];
  const text = typeof message === 'string' ? message : noticesWithNames[name];
  return [`NOTICE_${name}`, wrapped(line(`Notice: ${pathOf(notices[name])}: ${text}.`)).join('\n')];
}

/** Where a notice is, in a loop through all databases or caches where it is about each of them. */
function pathOf(rule: (typeof notices)[NoticeName]): string {
  const key = '{{ $key }}';
  if ('ofDatabase' in rule) return rule.path.replace(firstDatabase, key);
  return 'ofCache' in rule ? rule.path.replace(firstCache, key) : rule.path;
}

/** Operands, each on a line. */
function below(operands: readonly string[]): string {
  return operands.map(operand => `\n  ${operand}`).join('');
}

/** A long text as an expression of short lines. */
function printed(text: string): string {
  const lines = text.match(/.{1,100}/g) ?? [];
  return `(print${below(lines.map(line => `\`${line}\``))})`;
}
