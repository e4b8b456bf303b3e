import { type ApplicationFields, listens } from '../application/application.ts';
import { deriveApplication } from '../application/derive.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** Ports between the pods of an application that contradict its other ports. */
export function checkPeers(checking: Checking, path: Path, fields: ApplicationFields): void {
  if (!['peers', 'kind', 'port', 'singleton'].every(key => checking.isSound(...path, key))) return;
  const application = deriveApplication(fields);
  const taken = new Map(
    listens(application) ? [[`TCP ${application.port}`, 'the port of the application']] : [],
  );
  for (const [name, { port, protocol }] of Object.entries(application.peers)) {
    const here = [...path, 'peers', name];
    if (fields.singleton) {
      checking.refuse(here, 'found a port for a singleton, whose only pod has no peers; remove it');
      continue;
    }
    if (name === 'http') {
      checking.refuse(here, 'is the name of the port of the application; choose another name');
    }
    const other = taken.get(`${protocol} ${port}`);
    if (other !== undefined) {
      checking.refuse([...here, 'port'], `found ${port}, which is also ${other}; choose another port`);
    }
    taken.set(`${protocol} ${port}`, `that of ${name}`);
  }
}
