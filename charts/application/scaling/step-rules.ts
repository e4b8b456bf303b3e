import type { Construct } from 'constructs';
import type { ScaleRange } from '../../../config/scale.ts';
import {
  PrometheusRuleSpecGroupsRulesExpr as Expr,
  PrometheusRule,
} from '../../../imports/prometheus-operator.ts';
import type { ApplicationContext } from '../context.ts';
import { labelsOf } from '../names.ts';
import { stepRules } from './steps.ts';
import { scalingTarget } from './target.ts';

/** As often as an HPA looks: kubernetes `--horizontal-pod-autoscaler-sync-period`. */
const interval = '15s';

/**
 * Lets Prometheus compute an application's steps, one series a rule, so that each can be looked at.
 *
 * Default footprint: 1 PrometheusRule, only in mode `step`.
 */
export class StepRules extends PrometheusRule {
  constructor(scope: Construct, context: ApplicationContext, range: ScaleRange) {
    const { environment, name } = context;
    const rules = stepRules(scalingTarget(context), range);
    super(scope, 'scaling-rules', {
      metadata: {
        // No application can be called so: names of applications have no dot, and their alerts bear those names.
        name: `${name}.scaling`,
        labels: { ...labelsOf(name), ...environment.cluster.monitorLabels },
      },
      spec: {
        groups: [
          {
            name: `${name}-scaling`,
            interval,
            rules: rules.map(({ record, expr, labels }) => ({
              record,
              expr: Expr.fromString(expr),
              labels: { ...labels },
            })),
          },
        ],
      },
    });
  }
}
