import { type Application, type ApplicationFields, listens } from '../application/application.ts';
import { deriveApplication } from '../application/derive.ts';
import { metricsOf } from '../application/metrics.ts';
import { requestPort, transportOf } from '../application/ports.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** What has a name or a number already, by `TCP 8080` or by the name of a port. */
type Taken = Map<string, string>;

/** Parts of a variable of a connection, next to its ports: SHOP_PORT_HOST may be of an application `shop-port`. */
const reserved = /^(host|port|url|port-.*)$/;

/** Ports of an application that contradict each other. */
export function checkPortsAndPeers(checking: Checking, path: Path, fields: ApplicationFields): void {
  const keys = ['peers', 'ports', 'kind', 'port', 'servicePort', 'protocol', 'metrics', 'singleton'];
  if (!keys.every(key => checking.isSound(...path, key))) return;
  const application = deriveApplication(fields);
  const [names, numbers] = [new Map<string, string>(), new Map<string, string>()];
  if (listens(application)) {
    names.set(requestPort(application.protocol), 'is the name of the port of the application');
    numbers.set(`TCP ${application.port}`, 'the port of the application');
  }
  const metrics = metricsOf(application)?.port;
  if (metrics !== undefined) {
    names.set('metrics', 'is the name of the port for metrics');
    numbers.set(`TCP ${metrics}`, 'that of metrics');
  }
  checkNamed(checking, path, application, names, numbers);
  for (const [name, { port, protocol }] of Object.entries(application.peers)) {
    const here = [...path, 'peers', name];
    if (fields.singleton) {
      checking.refuse(here, 'found a port for a singleton, whose only pod has no peers; remove it');
      continue;
    }
    checkName(checking, here, name, names);
    checkNumber(checking, [...here, 'port'], port, protocol, numbers, name);
  }
}

/** Named ports also have numbers at the Service, next to those of requests and metrics. */
function checkNamed(
  checking: Checking,
  path: Path,
  application: Application,
  names: Taken,
  numbers: Taken,
): void {
  const ofService = new Map<string, string>();
  if (listens(application))
    ofService.set(`TCP ${application.servicePort}`, 'the servicePort of the application');
  const metrics = metricsOf(application)?.port;
  if (metrics !== undefined) ofService.set(`TCP ${metrics}`, 'that of metrics');
  for (const [name, { port, servicePort, protocol }] of Object.entries(application.ports)) {
    const here = [...path, 'ports', name];
    if (reserved.test(name)) {
      checking.refuse(here, 'makes a variable that another application may have too; choose another name');
    }
    checkName(checking, here, name, names);
    names.set(name, `is the name of ports.${name}`);
    checkNumber(checking, [...here, 'port'], port, transportOf(protocol), numbers, name);
    checkNumber(checking, [...here, 'servicePort'], servicePort, transportOf(protocol), ofService, name);
  }
}

function checkName(checking: Checking, path: Path, name: string, names: Taken): void {
  const other = names.get(name);
  if (other !== undefined) checking.refuse(path, `${other}; choose another name`);
}

function checkNumber(
  checking: Checking,
  path: Path,
  port: number,
  transport: 'TCP' | 'UDP',
  taken: Taken,
  name: string,
): void {
  const other = taken.get(`${transport} ${port}`);
  if (other !== undefined)
    checking.refuse(path, `found ${port}, which is also ${other}; choose another port`);
  taken.set(`${transport} ${port}`, `that of ${name}`);
}
