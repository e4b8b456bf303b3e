import type { Environment } from '../../../config/environment.ts';
import type { Connection } from '../connection-graph.ts';
import type { Pods } from '../peers.ts';
import { anyGateway, tcp } from './infrastructure.ts';

/**
 * The pods with which cert-manager answers an ACME HTTP-01 challenge, one for each host, for a minute.
 * Source of the label and the port: cert-manager `pkg/apis/acme/v1/types.go`, `pkg/issuer/acme/http/http.go`.
 */
const solvers: Pods = {
  kind: 'pods',
  name: 'certificate-solver',
  tier: 'load-balancing',
  labels: { 'acme.cert-manager.io/http01-solver': 'true' },
};

/** Without this connection, an issuer that validates hosts over HTTP would issue no certificate. */
export function certificateConnections(environment: Environment): Connection[] {
  const isPublic = Object.values(environment.applications).some(({ host }) => host !== undefined);
  if (!isPublic) return [];
  return [{ from: anyGateway(environment), to: solvers, ports: [tcp(8089)], purpose: 'ACME challenge' }];
}
