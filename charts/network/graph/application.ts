import {
  type Application,
  answersHttp,
  type ListeningApplication,
  listens,
} from '../../../config/application/application.ts';
import type { Destination } from '../../../config/application/egress.ts';
import { analysisJobOf } from '../../../config/application/jobs.ts';
import { metricsOf } from '../../../config/application/metrics.ts';
import { hasPaths, transportOf } from '../../../config/application/ports.ts';
import { peersVariable } from '../../../config/connection-variables.ts';
import type { Environment } from '../../../config/environment.ts';
import { variableName } from '../../../config/units/text.ts';
import type { ConnectionVariable } from '../../application/connection-settings.ts';
import { activeService, peersService } from '../../application/endpoints.ts';
import { analysisJobName, beforeReleaseName } from '../../application/jobs/names.ts';
import { leadsToRequests, targetPorts } from '../../load-balancing/targets.ts';
import type { Connection, Port, PortRule } from '../connection-graph.ts';
import { applicationPods, jobPods, type Peer, type Pods } from '../peers.ts';
import { toCaches } from './cache.ts';
import { toDatabases } from './database.ts';
import {
  gateway,
  nameResolution,
  ownResolvers,
  prometheus,
  rolloutsController,
  tcp,
} from './infrastructure.ts';

/** The connections to all applications, and from them. */
export function applicationConnections(environment: Environment): Connection[] {
  const applications = Object.entries(environment.applications).map(
    ([name, application]) => [applicationPods(name), application] as const,
  );
  return [
    ...applications.flatMap(([pods, application]) => incoming(environment, application, pods)),
    ...applications.flatMap(([pods, application]) => [
      ...opened(environment, application, pods),
      ...ofJobs(environment, application, pods),
    ]),
    ...applications.flatMap(([pods, application]) => [
      ...scrapes(environment, application, pods),
      ...toTargetPorts(environment, application, pods),
      ...betweenPeers(environment, application, pods),
    ]),
  ];
}

/** All connections that an application opens, in an order that does not depend on that of `uses`. */
function opened(environment: Environment, application: Application, pods: Pods): Connection[] {
  return [
    ...toDatabases(environment, application, pods),
    ...toCaches(environment, application, pods),
    ...[...application.uses].sort().flatMap(used => toApplication(environment, pods, used)),
    ...outside(application, pods),
    ...nameResolution(environment, pods),
    ...ownResolvers(application, pods),
  ];
}

/** A Job may open what its application may, and accepts nothing. */
function ofJobs(environment: Environment, application: Application, pods: Pods): Connection[] {
  const openedAs = (from: Pods): Connection[] =>
    opened(environment, application, pods).map(connection => ({ ...connection, from }));
  const examining = jobPods(analysisJobName(pods.name));
  const connections = [
    ...(application.beforeRelease ? openedAs(jobPods(beforeReleaseName(pods.name))) : []),
    ...(analysisJobOf(application) ? openedAs(examining) : []),
  ];
  return connections.map(connection => ({ ...connection, isRequestFlow: false }));
}

/** The port of an application. One rule opens it for all its clients. */
function requestsTo(name: string, { port }: ListeningApplication): PortRule {
  return { ports: [tcp(port)], rule: `requests to ${name}` };
}

/** Nothing connects to a worker. What examines a new version connects to its pods: Argo Rollouts, or a Job. */
function incoming(environment: Environment, application: Application, pods: Pods): Connection[] {
  if (!listens(application)) return [];
  const rule = requestsTo(pods.name, application);
  const requests: Connection = { ...ofUsers(environment, pods), ...rule };
  const metrics = metricsOf(application);
  const scraped: Connection = { from: prometheus(environment), to: pods, ...rule, purpose: 'metrics' };
  const analysis = { to: pods, ...rule, purpose: 'analysis of a new version' };
  return [
    ...(leadsToRequests(application) ? [requests] : []),
    ...(metrics && metrics.port === undefined ? [scraped] : []),
    ...(isAskedByAnalysis(application) ? [{ from: rolloutsController(environment), ...analysis }] : []),
    ...(analysisJobOf(application) ? [{ from: jobPods(analysisJobName(pods.name)), ...analysis }] : []),
  ];
}

/** Whether an AnalysisTemplate asks the health path, for which Argo Rollouts connects to the pods. */
function isAskedByAnalysis(application: Application): boolean {
  return application.delivery.strategy === 'blueGreen' && answersHttp(application);
}

/** Metrics on another port, which nothing else may connect to. */
function scrapes(environment: Environment, application: Application, pods: Pods): Connection[] {
  const { port } = metricsOf(application) ?? {};
  if (port === undefined) return [];
  return [{ from: prometheus(environment), to: pods, ports: [tcp(port)], purpose: 'metrics' }];
}

/** Further ports that the gateway leads to. It reaches no other. */
function toTargetPorts(environment: Environment, application: Application, pods: Pods): Connection[] {
  const ports = targetPorts(application).map(tcp);
  return ports.length > 0 ? [{ ...ofUsers(environment, pods), ports }] : [];
}

function ofUsers(environment: Environment, to: Pods) {
  return { from: gateway(environment), to, purpose: 'user requests', isRequestFlow: true };
}

/** Through the Service of its active color. */
function toApplication({ applications }: Environment, pods: Pods, used: string): Connection[] {
  const target = applications[used];
  if (target === undefined || !listens(target)) return [];
  return [
    {
      from: pods,
      to: applicationPods(used),
      ...requestsTo(used, target),
      purpose: 'requests',
      isRequestFlow: true,
      variables: variablesFor(used, target),
    },
    ...toNamedPorts(used, target, pods),
  ];
}

/** Its further ports, which only its clients reach. */
function toNamedPorts(used: string, { ports }: ListeningApplication, pods: Pods): Connection[] {
  const named = Object.values(ports).map(({ port, protocol }) => ({ port, protocol: transportOf(protocol) }));
  if (named.length === 0) return [];
  const rule = `named ports of ${used}`;
  return [{ from: pods, to: applicationPods(used), ports: named, rule, purpose: 'named ports' }];
}

/** `WEB_SHOP_URL` for an application `web-shop`; its host and its ports, where it speaks something else or has more. */
function variablesFor(used: string, target: ListeningApplication): ConnectionVariable[] {
  const { servicePort, ports } = target;
  const [name, host] = [variableName(used), activeService(used)];
  const isUrl = hasPaths(target);
  const named = Object.entries(ports).map(([port, further]) => ({
    name: `${name}_PORT_${variableName(port)}`,
    value: String(further.servicePort),
  }));
  return [
    ...(isUrl ? [{ name: `${name}_URL`, value: `http://${host}:${servicePort}` }] : []),
    ...(isUrl && named.length === 0 ? [] : [{ name: `${name}_HOST`, value: host }]),
    ...(isUrl ? [] : [{ name: `${name}_PORT`, value: String(servicePort) }]),
    ...named,
  ];
}

/** The pods of an application that find each other by their headless Service. */
function betweenPeers({ namespace }: Environment, { peers }: Application, pods: Pods): Connection[] {
  const ports = Object.values(peers).map(({ port, protocol }): Port => ({ port, protocol }));
  if (ports.length === 0) return [];
  const host = `${peersService(pods.name)}.${namespace}.svc`;
  return [
    { from: pods, to: pods, ports, purpose: 'peers', variables: [{ name: peersVariable, value: host }] },
  ];
}

/** Destinations outside the namespace that the environment file opens by name. */
function outside(application: Application, pods: Pods): Connection[] {
  const networks = Object.entries(application.egress).sort(([a], [b]) => (a < b ? -1 : 1));
  return networks.flatMap(([name, destination]) =>
    placesOf(name, destination).map(to => ({
      from: pods,
      to,
      ports: portsOf(destination),
      purpose: 'external service',
      isRequestFlow: true,
    })),
  );
}

function placesOf(name: string, { network, internet, except, hosts }: Destination): Peer[] {
  return [
    ...(network === undefined ? [] : [{ kind: 'network' as const, name, cidrs: network }]),
    ...(internet ? [{ kind: 'internet' as const, name, except }] : []),
    ...(hosts === undefined ? [] : [{ kind: 'hosts' as const, name, hosts }]),
  ];
}

function portsOf({ port, protocol, ports }: Destination): Port[] {
  return [{ port, protocol }, ...ports];
}
