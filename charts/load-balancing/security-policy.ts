import type { Construct } from 'constructs';
import {
  SecurityPolicy,
  SecurityPolicySpecAuthorizationDefaultAction,
  SecurityPolicySpecAuthorizationRulesAction,
} from '../../imports/envoy-gateway.ts';
import { gatewayApi } from './listeners.ts';
import type { PreviewRoute } from './routes.ts';

/**
 * Who may use the host of a preview: clients of some networks, people with a password, or both together. A policy of
 * Envoy Gateway, since the Gateway API has none.
 */
export class PreviewSecurityPolicy extends SecurityPolicy {
  constructor(scope: Construct, { name, preview: { allow, basicAuth } }: PreviewRoute) {
    super(scope, `security-${name}`, {
      metadata: { name },
      spec: {
        targetRefs: [{ group: gatewayApi, kind: 'HTTPRoute', name }],
        ...(allow.length > 0 && {
          authorization: {
            defaultAction: SecurityPolicySpecAuthorizationDefaultAction.DENY,
            rules: [
              {
                name: 'allowed-networks',
                action: SecurityPolicySpecAuthorizationRulesAction.ALLOW,
                principal: { clientCidRs: allow },
              },
            ],
          },
        }),
        ...(basicAuth && { basicAuth: { users: { name: basicAuth.secret } } }),
      },
    });
  }
}
