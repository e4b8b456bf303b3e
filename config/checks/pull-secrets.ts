import type { Application } from '../application/application.ts';
import type { EnvironmentFields } from '../fields.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

const key = 'imagePullSecrets';

/** A pod names each of its pull secrets once: server-side apply refuses a name that occurs twice. */
export function checkPullSecrets(
  checking: Checking,
  environment: EnvironmentFields,
  applications: readonly (readonly [string, Application])[],
): void {
  const ofAll = checking.isSound(key) ? environment.imagePullSecrets : [];
  checkNames(checking, [key], ofAll, []);
  for (const [name, application] of applications) {
    const path = ['applications', name, key];
    if (checking.isSound(...path)) checkNames(checking, path, application.imagePullSecrets, ofAll);
  }
}

function checkNames(checking: Checking, path: Path, names: readonly string[], ofAll: readonly string[]) {
  for (const [index, name] of names.entries()) {
    if (ofAll.includes(name)) {
      checking.refuse([...path, index], `found "${name}", which all pods of the environment have; remove it`);
    } else if (names.indexOf(name) < index) {
      checking.refuse([...path, index], `found "${name}" a second time; remove it`);
    }
  }
}
