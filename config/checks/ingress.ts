import type { Application } from '../application/application.ts';
import type { Route } from '../application/route.ts';
import type { Cluster } from '../cluster.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';
import { checkKeys } from './placement.ts';

/** What an Ingress has no field for. Source: kubernetes `networking/v1`, `IngressSpec`. */
export const notInIngress = [
  'timeout',
  'redirect',
  'rewrite',
  'requestHeaders',
  'responseHeaders',
  'cors',
  'requestBuffer',
  'consistentHash',
] as const satisfies readonly (keyof Route)[];

/** The annotation that every Ingress has. */
export const redirectAnnotation = 'ingress.kubernetes.io/force-ssl-redirect';

const howElse = 'use a gatewayClass, or write the annotation of your controller into ingressAnnotations';

/** An Ingress has no word for what a backend speaks: each controller has its annotation. */
function checkProtocol(checking: Checking, path: Path, application: Application): void {
  const { protocol, host } = application;
  const routes = Object.values(application.routes);
  const isReached =
    routes.some(({ targetPort }) => targetPort === undefined) || (host !== undefined && routes.length === 0);
  if (!isReached || protocol === 'HTTP') return;
  const areThere = Object.keys(application.ingressAnnotations).length > 0;
  const fix =
    'use a gatewayClass, or write the annotation of your controller for it into ingressAnnotations of the application';
  if (areThere && protocol !== 'TCP') return;
  checking.refuse(
    [...path, 'protocol'],
    `found ${show(protocol)}, which an Ingress cannot say; ${protocol === 'TCP' ? 'use a gatewayClass' : fix}`,
  );
}

/** An Ingress says hosts and paths only; a Gateway has no annotations. */
export function checkIngress(
  checking: Checking,
  name: string,
  application: Application,
  cluster: Cluster,
): void {
  const path = ['applications', name];
  const isIngress = cluster.ingressClass !== undefined;
  if (checking.isSound(...path, 'redirects') && isIngress && application.redirects.length > 0) {
    checking.refuse([...path, 'redirects'], `an Ingress cannot say this; ${howElse}`);
  }
  if (
    isIngress &&
    ['protocol', 'host', 'routes', 'ingressAnnotations'].every(key => checking.isSound(...path, key))
  ) {
    checkProtocol(checking, path, application);
  }
  const shared = checking.isSound(...path, 'ingressAnnotations') ? application.ingressAnnotations : {};
  checkAnnotations(checking, path, shared, isIngress);
  if (!checking.isSound(...path, 'routes')) return;
  for (const [key, route] of Object.entries(application.routes)) {
    const here = [...path, 'routes', key];
    for (const filter of notInIngress) {
      if (!isIngress || route[filter] === undefined) continue;
      checking.refuse([...here, filter], `an Ingress cannot say this; ${howElse}`);
    }
    checkAnnotations(checking, here, route.ingressAnnotations, isIngress);
    for (const annotation of Object.keys(route.ingressAnnotations).filter(known => known in shared)) {
      checking.refuse(
        [...here, 'ingressAnnotations', annotation],
        'is also in ingressAnnotations of the application; remove one of the two',
      );
    }
  }
}

/** Annotations are for an Ingress only, and leave alone what others rely on. */
export function checkAnnotations(
  checking: Checking,
  path: Path,
  annotations: Readonly<Record<string, string>>,
  isIngress: boolean,
): void {
  const at = [...path, 'ingressAnnotations'];
  if (Object.keys(annotations).length > 0 && !isIngress) {
    checking.refuse(at, 'found without an ingressClass, so that nothing reads it; remove it');
  }
  checkKeys(checking, at, annotations);
  if (redirectAnnotation in annotations) {
    checking.refuse([...at, redirectAnnotation], 'is set by slipway on every Ingress; remove it');
  }
}
