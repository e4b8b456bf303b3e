import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import {
  PrometheusRuleSpecGroupsRulesExpr as Expr,
  PrometheusRule,
} from '../../imports/prometheus-operator.ts';
import type { Alert } from './alert.ts';

/**
 * How often Prometheus evaluates the alerts. A critical alert about an outage must fire within two minutes:
 *
 * - 30 s until the next scrape (`monitor.ts`)
 * - 10 s for which an instance of PostgreSQL may repeat its last answer (`charts/data/cluster.ts`)
 * - 15 s until the next evaluation
 * - a minute of `shortestOutage`
 */
const evaluationInterval = '15s';

/** The alerts of one application, of the database, of the cache, or of the rest of the environment. */
export class ComponentAlerts extends PrometheusRule {
  constructor(
    scope: Construct,
    { name: environment, namespace, cluster }: Environment,
    name: string,
    alerts: readonly Alert[],
  ) {
    super(scope, `prometheusrule-${name}`, {
      metadata: { name, labels: cluster.monitorLabels },
      spec: {
        groups: [
          {
            name: `${environment}-${name}`,
            interval: evaluationInterval,
            rules: alerts.map(({ name: alert, expr, for: duration, severity, summary, description }) => ({
              alert,
              expr: Expr.fromString(expr),
              for: duration,
              labels: { severity, namespace, environment, component: name },
              annotations: { summary, description },
            })),
          },
        ],
      },
    });
  }
}
