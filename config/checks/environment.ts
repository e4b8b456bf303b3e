import type { z } from 'zod';
import { type Application, answersRequests } from '../application/application.ts';
import { deriveApplication } from '../application/derive.ts';
import { databasesOf } from '../clusters.ts';
import type { DataServices } from '../connection-variables.ts';
import type { EnvironmentFields } from '../fields.ts';
import { checkApplication } from './application.ts';
import { checkCaches, usableCaches } from './caches.ts';
import { Checking } from './checking.ts';
import { checkClusters, soundDatabases } from './clusters.ts';
import { checkConnectionStrings } from './connection-strings.ts';
import { checkDatabaseName } from './databases.ts';
import { checkEgress } from './egress.ts';
import { checkHosts } from './hosts.ts';
import { checkIngress } from './ingress.ts';
import { checkSidecars } from './jobs.ts';
import { checkKind } from './kind.ts';
import { checkListeners } from './listeners.ts';
import { checkApplicationNames, checkEnvironmentNames } from './names.ts';
import { checkObjects } from './objects.ts';
import { checkPatches } from './patches.ts';
import { checkPortsAndPeers } from './peers.ts';
import { checkKeys } from './placement.ts';
import { checkPreview } from './preview.ts';
import { checkProtocol } from './protocol.ts';
import { checkPullSecrets } from './pull-secrets.ts';
import { checkRouteTraffic } from './route-traffic.ts';
import { checkRoutes } from './routes.ts';
import { checkSecrets } from './secrets.ts';
import { checkSizes } from './sizes.ts';
import { checkTargetPorts } from './target-ports.ts';
import { checkUses, type Usable } from './uses.ts';
import { checkVariables } from './variables.ts';
import { checkClaims } from './volumes.ts';

/** Checks the fields of an environment against each other. */
export function checkEnvironment(environment: EnvironmentFields, context: z.RefinementCtx): void {
  const checking = new Checking(context);
  if (!checking.isPresent()) return;
  checkEnvironmentNames(checking, environment);
  checkTraffic(checking, environment);
  checkSecretStore(checking, environment);
  checkMonitorLabels(checking, environment);
  checkSecrets(checking, environment);
  checkPatterns(checking, environment);
  checkApplications(checking, environment);
  checkObjects(checking, environment);
  checkPatches(checking, environment);
  checkSizes(checking, environment);
  checkClusters(checking, environment);
  checkCaches(checking, environment);
}

function checkTraffic(checking: Checking, { cluster }: EnvironmentFields): void {
  if (!checking.isSound('cluster', 'gatewayClass') || !checking.isSound('cluster', 'ingressClass')) return;
  if (cluster.gatewayClass !== undefined && cluster.ingressClass !== undefined) {
    checking.refuse(
      ['cluster', 'ingressClass'],
      `found "${cluster.ingressClass}" together with gatewayClass ("${cluster.gatewayClass}"), expected only one of them; remove one`,
    );
  }
}

function checkSecretStore(checking: Checking, { cluster }: EnvironmentFields): void {
  if (!checking.isSound('cluster', 'secretStore') || !checking.isSound('cluster', 'secretPrefix')) return;
  if (cluster.secretPrefix === undefined || cluster.secretStore !== undefined) return;
  checking.refuse(
    ['cluster', 'secretPrefix'],
    `found "${cluster.secretPrefix}" without a secretStore, so that nothing uses it; set secretStore or remove secretPrefix`,
  );
}

/** Labels that slipway sets on every object. */
const labelsOfSlipway = ['app.kubernetes.io/managed-by', 'app.kubernetes.io/part-of'];

function checkMonitorLabels(checking: Checking, { cluster }: EnvironmentFields): void {
  const path = ['cluster', 'monitorLabels'];
  if (!checking.isPresent(...path)) return;
  for (const key of labelsOfSlipway.filter(label => label in cluster.monitorLabels)) {
    checking.refuse([...path, key], 'is set by slipway on every object; remove it');
  }
  checkKeys(checking, path, cluster.monitorLabels, 'slipway');
}

/** Argo CD reads the entries of an AppProject as patterns (argo-cd `util/glob`, `docs/user-guide/projects.md`). */
function checkPatterns(checking: Checking, { gitops }: EnvironmentFields): void {
  for (const key of ['repository', 'destination'] as const) {
    if (!checking.isSound('gitops', key) || gitops === undefined) continue;
    const [character] = /[*?[\]{}!\\]/.exec(gitops[key]) ?? [];
    if (character === undefined) continue;
    checking.refuse(
      ['gitops', key],
      `found "${character}", which Argo CD reads as a pattern, so that its AppProject would also permit other URLs; write it as %${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  }
}

function hasEndpoint(cache: EnvironmentFields['cache']): boolean {
  return cache?.external === false && cache.endpoint !== undefined;
}

function usableIn(
  checking: Checking,
  environment: EnvironmentFields,
  applications: readonly (readonly [string, Application])[],
): Usable {
  return {
    database: environment.database !== undefined || !checking.isPresent('database'),
    databases: new Set(
      checking.isPresent('databases') ? checking.keysOf(environment.databases, 'databases') : [],
    ),
    cache: environment.cache !== undefined || !checking.isPresent('cache'),
    'cache-endpoint': hasEndpoint(environment.cache) || !checking.isPresent('cache'),
    caches: usableCaches(checking, environment),
    applications: new Set(checking.keysOf(environment.applications, 'applications')),
    workers: new Set(applications.flatMap(([name, { kind }]) => (answersRequests(kind) ? [] : [name]))),
  };
}

/** What the connections of applications lead to, as far as it has no fault. */
function servicesIn(
  checking: Checking,
  environment: EnvironmentFields,
  applications: readonly (readonly [string, Application])[],
): DataServices {
  return {
    database: checking.isSound('database') ? environment.database : undefined,
    databases: soundDatabases(checking, environment),
    names: new Set(checking.keysOf(environment.databases ?? {}, 'databases')),
    cache: checking.isSound('cache') ? environment.cache : undefined,
    caches: checking.isSound('caches') ? environment.caches : undefined,
    applications: Object.fromEntries(
      applications.filter(([name]) =>
        ['protocol', 'ports'].every(key => checking.isSound('applications', name, key)),
      ),
    ),
  };
}

function checkApplications(checking: Checking, environment: EnvironmentFields): void {
  if (!checking.isPresent('applications')) return;
  const written = Object.entries(environment.applications).filter(([name]) =>
    checking.isPresent('applications', name),
  );
  const applications = written.map(([name, fields]) => [name, deriveApplication(fields)] as const);
  const usable = usableIn(checking, environment, applications);
  const others = new Set(['cache', 'cache-endpoint', ...usable.caches.names, ...usable.applications]);
  checkSidecars(checking, environment, applications);
  const services = servicesIn(checking, environment, applications);
  const plugin = checking.isSound('cluster', 'networkPlugin') ? environment.cluster.networkPlugin : undefined;
  for (const [name, fields] of written) {
    checkKind(checking, ['applications', name], fields);
    checkPortsAndPeers(checking, ['applications', name], fields);
    checkProtocol(checking, ['applications', name], fields);
  }
  checkApplicationNames(checking, applications, usable.databases);
  checkHosts(checking, applications);
  checkRoutes(checking, applications);
  checkListeners(checking, applications, environment.cluster);
  checkClaims(checking, applications, checking.keysOf(environment.caches ?? {}, 'caches'));
  checkPullSecrets(checking, environment, applications);
  for (const [name, application] of applications) {
    const path = ['applications', name];
    checkApplication(checking, path, application);
    if (checking.isSound('cluster')) {
      checkIngress(checking, name, application, environment.cluster);
      checkPreview(checking, name, application, environment.cluster);
      checkRouteTraffic(checking, name, application, environment.cluster);
      checkTargetPorts(checking, path, application, environment.cluster);
    }
    checkVariables(checking, path, application, services);
    checkEgress(checking, path, application, plugin);
    checkConnectionStrings(checking, path, application, services, others);
    for (const named of databasesOf(services)) checkDatabaseName(checking, path, application, named);
    if (checking.isSound(...path, 'uses')) {
      checkUses(checking, [...path, 'uses'], name, application.uses, usable);
    }
  }
}
