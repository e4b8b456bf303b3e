import type { Application } from '../application/application.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/** Each entry of `envFrom` names one Secret or ConfigMap, and each variable is set in one place. */
export function checkVariableSources(checking: Checking, path: Path, application: Application): void {
  if (checking.isSound(...path, 'envFrom')) {
    checkSources(checking, [...path, 'envFrom'], application.envFrom);
  }
  for (const [later, earlier] of repeatable) {
    if (!checking.isSound(...path, later) || !checking.isSound(...path, earlier)) continue;
    for (const name of Object.keys(application[later])) {
      if (!Object.hasOwn(application[earlier], name)) continue;
      checking.refuse([...path, later, name], `is also set in ${earlier}; remove one of the two`);
    }
  }
}

/** Maps of an application whose keys are variables. */
const repeatable = [
  ['secrets', 'env'],
  ['podFields', 'env'],
  ['podFields', 'secrets'],
] as const;

function checkSources(checking: Checking, path: Path, sources: Application['envFrom']): void {
  const seen = new Set<string>();
  sources.forEach(({ secret, configMap, prefix = '' }, index) => {
    const here = [...path, index];
    if (secret === undefined && configMap === undefined) {
      checking.refuse(here, 'names nothing, expected a secret or a configMap; add the name of one');
      return;
    }
    if (secret !== undefined && configMap !== undefined) {
      checking.refuse(
        here,
        `found secret ${show(secret)} and configMap ${show(configMap)}, expected one of the two; write an entry for each`,
      );
      return;
    }
    const source = secret === undefined ? `configMap ${show(configMap)}` : `secret ${show(secret)}`;
    const key = JSON.stringify([source, prefix]);
    if (seen.has(key)) {
      const withPrefix = prefix === '' ? '' : ` with prefix ${show(prefix)}`;
      checking.refuse(here, `found ${source}${withPrefix} a second time; remove one`);
    }
    seen.add(key);
  });
}

/** The prefixes of the variables that come from whole Secrets and ConfigMaps, whose names no one knows here. */
export function unknownPrefixes({ envFrom }: Pick<Application, 'envFrom'>): string[] {
  return [...new Set(envFrom.map(({ prefix = '' }) => prefix))];
}
