import { type ApplicationFields, answersRequests } from '../application/application.ts';
import type { Delivery } from '../application/delivery.ts';
import { httpCounter, requestCounterOf } from '../application/metrics.ts';
import { hasPaths } from '../application/ports.ts';
import { handlers, type Probe } from '../application/probes.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/** Keys of an application, as its file has them, that need paths of HTTP at its port. */
export function checkProtocol(checking: Checking, path: Path, fields: ApplicationFields): void {
  if (!checking.isSound(...path, 'kind') || !checking.isSound(...path, 'protocol')) return;
  if (!answersRequests(fields.kind) || hasPaths(fields)) return;
  const found = `found for protocol ${fields.protocol}`;
  if (fields.health !== undefined && checking.isSound(...path, 'health')) {
    checking.refuse([...path, 'health'], `${found}, which has no paths; remove it, or name a port in probes`);
  }
  if (checking.isSound(...path, 'probes')) {
    for (const [name, probe] of Object.entries(fields.probes)) {
      if (probe !== false) checkProbe(checking, [...path, 'probes', name], fields, probe);
    }
  }
  checkRoutes(checking, path, fields);
  if (!checking.isSound(...path, 'metrics')) return;
  checkMetrics(checking, [...path, 'metrics'], fields);
  if (!checking.isSound(...path, 'delivery') || fields.delivery === undefined) return;
  checkDelivery(checking, [...path, 'delivery', 'strategy'], fields, fields.delivery);
}

/** An HTTP path needs another port; what belongs to it needs the path. */
function checkProbe(
  checking: Checking,
  path: Path,
  { protocol }: ApplicationFields,
  { path: asked, port, headers, ...others }: Probe,
): void {
  if (asked !== undefined && port === undefined) {
    const why = `the port of the application speaks ${protocol}`;
    checking.refuse([...path, 'port'], `is missing: ${why}; name the port that answers HTTP`);
  }
  if (asked !== undefined || handlers.some(key => key !== 'path' && others[key] !== undefined)) return;
  const [key] = [
    ...(port === undefined ? [] : ['port']),
    ...(Object.keys(headers).length > 0 ? ['headers'] : []),
  ];
  if (key === undefined) return;
  checking.refuse(
    [...path, key],
    `found without a path, and protocol ${protocol} has no health path; name the path, or remove it`,
  );
}

/** Prometheus scrapes HTTP only, and its default counter is one of HTTP servers. */
function checkMetrics(checking: Checking, path: Path, { metrics, protocol }: ApplicationFields): void {
  if (metrics === false) return;
  if (metrics.port === undefined) {
    checking.refuse(
      path,
      `has no port, and Prometheus cannot read metrics from one that speaks ${protocol}; name metrics.port, or write metrics: false`,
    );
  } else if (metrics.requests === httpCounter) {
    const counted = protocol === 'gRPC' ? ', such as grpc_server_handled_total' : '';
    checking.refuse(
      [...path, 'requests'],
      `found ${show(httpCounter)} for protocol ${protocol}, which counts requests of HTTP; name the counter of the application${counted}, or write false`,
    );
  }
}

const orTarget = 'remove it, or lead routes to another port with targetPort';

function checkRoutes(checking: Checking, path: Path, fields: ApplicationFields): void {
  const { protocol, host, routes, delivery } = fields;
  if (protocol !== 'TCP' || !checking.isSound(...path, 'routes')) return;
  if (checking.isSound(...path, 'host') && host !== undefined && Object.keys(routes).length === 0) {
    checking.refuse([...path, 'host'], `found for protocol TCP, which has no host names; ${orTarget}`);
  }
  for (const [key, { targetPort }] of Object.entries(routes)) {
    if (targetPort !== undefined) continue;
    checking.refuse([...path, 'routes', key], `found for protocol TCP, which has no paths; ${orTarget}`);
  }
  if (!checking.isSound(...path, 'delivery') || delivery?.strategy !== 'blueGreen' || !delivery.preview)
    return;
  checking.refuse(
    [...path, 'delivery', 'preview'],
    'found for protocol TCP, which has no host names; remove it',
  );
}

/** Without a path and a counter nothing would show that a new color fails. */
function checkDelivery(
  checking: Checking,
  path: Path,
  fields: ApplicationFields,
  { strategy }: Delivery,
): void {
  if (strategy !== 'blueGreen' || fields.kind !== 'web' || requestCounterOf(fields)) return;
  checking.refuse(
    path,
    `found "blueGreen" for protocol ${fields.protocol} without metrics.requests, so that nothing examines the new version; name its counter in metrics.requests, or use rollingUpdate`,
  );
}
