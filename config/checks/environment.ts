import type { z } from 'zod';
import type { EnvironmentFields } from '../fields.ts';
import { checkApplication } from './application.ts';
import { Checking } from './checking.ts';
import { checkCache, checkDatabase } from './data.ts';
import { checkHosts } from './hosts.ts';
import { checkApplicationNames, checkEnvironmentNames } from './names.ts';
import { checkKeys } from './placement.ts';
import { checkSecrets } from './secrets.ts';
import { checkSizes } from './sizes.ts';
import { checkUses } from './uses.ts';
import { checkVariables } from './variables.ts';

/** Everything that an environment's fields show only together. */
export function checkEnvironment(environment: EnvironmentFields, context: z.RefinementCtx): void {
  const checking = new Checking(context);
  if (!checking.present()) return;
  checkEnvironmentNames(checking, environment);
  checkTraffic(checking, environment);
  checkSecretStore(checking, environment);
  checkMonitorLabels(checking, environment);
  checkSecrets(checking, environment);
  checkPatterns(checking, environment);
  checkApplications(checking, environment);
  checkSizes(checking, environment);
  const { database, cache } = environment;
  if (checking.present('database') && database?.external === false) checkDatabase(checking, database);
  if (checking.present('cache') && cache?.external === false) checkCache(checking, cache);
}

function checkTraffic(checking: Checking, { cluster }: EnvironmentFields): void {
  if (!checking.sound('cluster', 'gatewayClass') || !checking.sound('cluster', 'ingressClass')) return;
  if (cluster.gatewayClass !== undefined && cluster.ingressClass !== undefined) {
    checking.refuse(
      ['cluster', 'ingressClass'],
      `found "${cluster.ingressClass}" beside gatewayClass ("${cluster.gatewayClass}"), expected one of the two; remove one`,
    );
  }
}

function checkSecretStore(checking: Checking, { cluster }: EnvironmentFields): void {
  if (!checking.sound('cluster', 'secretStore') || !checking.sound('cluster', 'secretPrefix')) return;
  if (cluster.secretPrefix === undefined || cluster.secretStore !== undefined) return;
  checking.refuse(
    ['cluster', 'secretPrefix'],
    `found "${cluster.secretPrefix}" without a secretStore, which nothing reads; name the store or remove it`,
  );
}

/** Labels that every object has of its environment. */
const ownLabels = ['app.kubernetes.io/managed-by', 'app.kubernetes.io/part-of'];

function checkMonitorLabels(checking: Checking, { cluster }: EnvironmentFields): void {
  const path = ['cluster', 'monitorLabels'];
  if (!checking.present(...path)) return;
  for (const key of ownLabels.filter(label => label in cluster.monitorLabels)) {
    checking.refuse([...path, key], 'is set by slipway on every object; remove it');
  }
  checkKeys(checking, path, cluster.monitorLabels, 'slipway');
}

/** Argo CD matches what an AppProject permits as a pattern (argo-cd `util/glob`, `docs/user-guide/projects.md`). */
function checkPatterns(checking: Checking, { gitops }: EnvironmentFields): void {
  for (const key of ['repository', 'destination'] as const) {
    if (!checking.sound('gitops', key) || gitops === undefined) continue;
    const [sign] = /[*?[\]{}!\\]/.exec(gitops[key]) ?? [];
    if (sign === undefined) continue;
    checking.refuse(
      ['gitops', key],
      `found "${sign}", which Argo CD reads as a pattern, so that its AppProject would permit others, too; write it as %${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  }
}

function checkApplications(checking: Checking, environment: EnvironmentFields): void {
  if (!checking.present('applications')) return;
  const applications = Object.entries(environment.applications).filter(([name]) =>
    checking.present('applications', name),
  );
  const usable = {
    database: environment.database !== undefined || !checking.present('database'),
    cache: environment.cache !== undefined || !checking.present('cache'),
    applications: new Set(checking.keysOf(environment.applications, 'applications')),
  };
  const described = {
    database: checking.sound('database') ? environment.database : undefined,
    cache: checking.sound('cache') ? environment.cache : undefined,
  };
  checkApplicationNames(checking, applications);
  checkHosts(checking, applications);
  for (const [name, application] of applications) {
    const path = ['applications', name];
    checkApplication(checking, path, application);
    checkVariables(checking, path, application, described);
    if (checking.sound(...path, 'uses')) {
      checkUses(checking, [...path, 'uses'], name, application.uses, usable);
    }
  }
}
