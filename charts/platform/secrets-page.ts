import type { Environment } from '../../config/environment.ts';
import { pullSecretNames } from '../pull-secrets.ts';
import { foreignConfigMaps, foreignSecrets } from './secret-uses.ts';

/** The sections of the page on Secrets and ConfigMaps that something else must make; empty if there are none. */
export function secretsPage(environment: Environment): string {
  return `${secretsSection(environment)}${pullSecretsSection(environment)}${configMapsSection(environment)}`;
}

function pullSecretsSection(environment: Environment): string {
  const must = `must exist in namespace \`${environment.namespace}\` before the first sync, of type \`kubernetes.io/dockerconfigjson\``;
  const lead = `These ${must}. Nothing here makes them, whatever \`cluster.secretStore\` is.`;
  return listSection('Secrets for registries', lead, pullSecretNames(environment));
}

function configMapsSection(environment: Environment): string {
  const lead = `These must exist in namespace \`${environment.namespace}\` before the first sync. Slipway does not make them.`;
  return listSection('ConfigMaps from outside', lead, foreignConfigMaps(environment));
}

function listSection(title: string, lead: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  return ['', `## ${title}`, '', lead, '', ...names.map(name => `- \`${name}\``), ''].join('\n');
}

function secretsSection(environment: Environment): string {
  const secrets = foreignSecrets(environment);
  if (secrets.length === 0) return '';
  const { secretStore, secretPrefix } = environment.cluster;
  const lead =
    secretStore === undefined
      ? `These must exist in namespace \`${environment.namespace}\` before the first sync. Slipway does not make them.`
      : `External Secrets copies these from ClusterSecretStore \`${secretStore}\`, once an hour. The store must have them before the first sync.`;
  const storeCell = (name: string): string =>
    secretStore === undefined ? '' : ` \`${secretPrefix}${name}\` |`;
  return [
    '',
    '## Secrets from outside',
    '',
    lead,
    '',
    `| Secret |${secretStore === undefined ? '' : ' in the store |'} keys |`,
    `| --- |${secretStore === undefined ? '' : ' --- |'} --- |`,
    ...secrets.map(
      ({ name, keys }) =>
        `| \`${name}\` |${storeCell(name)} ${keys.map(key => `\`${key}\``).join(', ') || 'all'} |`,
    ),
    '',
  ].join('\n');
}
