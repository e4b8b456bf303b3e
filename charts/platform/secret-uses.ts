import type { Application } from '../../config/application/application.ts';
import { cachesOf, type NamedCache, runningCaches } from '../../config/caches.ts';
import { clustersOf, databasesOf, type NamedCluster } from '../../config/clusters.ts';
import type { Database } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import { type SecretUse, storedSecrets } from '../../config/units/secrets.ts';
import { cacheCertificates, cachePassword, endpointCertificate } from '../cache/endpoints.ts';
import { allUsers } from '../cache/users/mounts.ts';
import { userPassword } from '../cache/users/names.ts';
import {
  applicationCredentials,
  backupKeys,
  databaseCertificates,
  furtherDatabases,
  roleSecret,
} from '../data/endpoints.ts';
import { hostsOf } from '../load-balancing/hosts.ts';

/** The keys that connections to an external service read. */
const databaseKeys = ['username', 'password'];
const cacheKeys = ['password'];

/** The names and passwords of people who may use a preview. Source: envoyproxy/gateway `api/v1alpha1/basic_auth_types.go`. */
function passwordsOfPreview({ delivery }: Application): SecretUse[] {
  const secret = delivery.strategy === 'blueGreen' ? delivery.preview?.basicAuth?.secret : undefined;
  return secret === undefined ? [] : [{ name: secret, keys: ['.htpasswd'] }];
}

/** Every use of a Secret in an environment. */
export function secretUses(environment: Environment): SecretUse[] {
  const { objects } = environment;
  return [
    ...Object.values(environment.applications).flatMap(applicationUses),
    ...Object.values(environment.applications).flatMap(passwordsOfPreview),
    ...databasesOf(environment).flatMap(([, database]) => usesOfDatabase(database)),
    ...cachesOf(environment).flatMap(([, cache]) =>
      cache.external ? [{ name: cache.secret, keys: cacheKeys }] : [],
    ),
    ...Object.values(objects).flatMap(({ secrets }) => secrets.map(name => ({ name, keys: [] }))),
  ];
}

function usesOfDatabase(database: Database): SecretUse[] {
  if (database.external) return [{ name: database.secret, keys: databaseKeys }];
  const secret = database.backup?.secret;
  return secret === undefined ? [] : [{ name: secret, keys: Object.values(backupKeys) }];
}

function applicationUses({ secrets, envFrom, secretFiles, sidecars }: Application): SecretUse[] {
  return [
    ...sidecars.flatMap(sidecar =>
      Object.values(sidecar.secrets).map(({ secret, key }) => ({ name: secret, keys: [key] })),
    ),
    ...Object.values(secretFiles).map(({ secret, keys = [] }) => ({ name: secret, keys })),
    ...Object.values(secrets).map(({ secret, key }) => ({ name: secret, keys: [key] })),
    ...envFrom.flatMap(({ secret }) => (secret === undefined ? [] : [{ name: secret, keys: [] }])),
  ];
}

/**
 * The Secrets that cert-manager and CloudNativePG make for a Cluster. Source: cloudnative-pg
 * `pkg/specs/secrets.go`, `internal/controller/cluster_pki.go`.
 */
export function secretsOfDatabase(cluster: string): readonly string[] {
  const { authority, server } = databaseCertificates(cluster);
  const ofOperator = ['ca', 'replication', 'pooler'].map(suffix => `${cluster}-${suffix}`);
  return [applicationCredentials(cluster).secret, authority, server, ...ofOperator];
}

/** The same, and those of the owners of its further databases. */
function secretsOfCluster([name, database]: NamedCluster): string[] {
  const owners = furtherDatabases(database).map(([owner]) => roleSecret(name, owner));
  return [...secretsOfDatabase(name), ...owners];
}

/** The Secrets that External Secrets and cert-manager make for a cache. */
function secretsOfCache(name: string): readonly string[] {
  const { authority, server } = cacheCertificates(name);
  return [cachePassword(name).secret, server, authority];
}

/** The same without the name of the cache. */
export const suffixesOfCacheSecrets = secretsOfCache('').map(name => name.slice(1));

/** The Secret that cert-manager makes for an endpoint with TLS. */
function secretsOfEndpoint([name, { endpoint }]: NamedCache): string[] {
  return endpoint?.tls ? [endpointCertificate(name)] : [];
}

/** The Secrets that External Secrets makes for the users of a cache. */
function secretsOfUsers([name, cache]: NamedCache): string[] {
  return allUsers(cache).map(user => userPassword(name, user).secret);
}

/** The Secrets that controllers make from the environment's objects. An application may name them like any other. */
export function madeSecrets(environment: Environment): string[] {
  return [
    ...clustersOf(environment).flatMap(secretsOfCluster),
    ...runningCaches(environment).flatMap(([name]) => secretsOfCache(name)),
    ...runningCaches(environment).flatMap(secretsOfEndpoint),
    ...runningCaches(environment).flatMap(secretsOfUsers),
    ...hostsOf(environment).map(({ certificate }) => certificate),
  ];
}

/** The Secrets that something else must make: each once, with the keys that are read. */
export function foreignSecrets(
  environment: Environment,
  uses: readonly SecretUse[] = secretUses(environment),
) {
  return storedSecrets(madeSecrets(environment), uses);
}

/** The ConfigMaps that something else must make, sorted. */
export function foreignConfigMaps({ applications }: Environment): string[] {
  const names = Object.values(applications).flatMap(({ envFrom }) =>
    envFrom.flatMap(({ configMap }) => configMap ?? []),
  );
  return [...new Set(names)].sort();
}
