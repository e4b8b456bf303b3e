import type { Application } from '../application/application.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';
import { checkLimits } from './resources.ts';

/** The lists of an application that hold containers next to its own. */
export const containerLists = ['initContainers', 'sidecars'] as const;

/** A container next to that of the application, with what its kind may not have left out. */
export interface OtherContainer {
  readonly path: Path;
  readonly kind: (typeof containerLists)[number];
  readonly container: Application['initContainers'][number] & Partial<Application['sidecars'][number]>;
}

/** Those containers whose values have no fault. */
export function otherContainers(
  checking: Checking,
  path: Path,
  application: Pick<Application, 'initContainers' | 'sidecars'>,
): OtherContainer[] {
  return containerLists.flatMap(kind => {
    if (!checking.isPresent(...path, kind)) return [];
    return application[kind].flatMap((container, index) => {
      const here = [...path, kind, index];
      return checking.isSound(...here) ? [{ path: here, kind, container }] : [];
    });
  });
}

/** Containers of one pod have different names, and limits that their requests fit into. */
export function checkContainers(checking: Checking, path: Path, application: Application): void {
  const names = new Map([[application.container ?? `${String(path.at(-1))}-app`, 'the application']]);
  for (const { path: here, kind, container } of otherContainers(checking, path, application)) {
    const { name, resources, env, secrets = {} } = container;
    const other = names.get(name);
    if (other !== undefined) {
      const found = `found ${show(name)}, which is also the name of the container of ${other}`;
      checking.refuse([...here, 'name'], `${found}; choose another name`);
    }
    names.set(name, `${kind}[${String(here.at(-1))}]`);
    if (resources !== undefined) checkLimits(checking, [...here, 'resources'], resources);
    for (const key of Object.keys(secrets).filter(variable => Object.hasOwn(env, variable))) {
      checking.refuse([...here, 'secrets', key], 'is also set in env; remove one of the two');
    }
  }
}
