import type { Construct } from 'constructs';
import type { ScaleRange } from '../../../config/application/scale.ts';
import {
  PrometheusRuleSpecGroupsRulesExpr as Expr,
  PrometheusRule,
} from '../../../imports/prometheus-operator.ts';
import type { ApplicationContext } from '../context.ts';
import { labelsOf } from '../names.ts';
import { stepRules } from './steps.ts';
import { scalingTarget } from './target.ts';

/** The interval of an HPA: kubernetes `--horizontal-pod-autoscaler-sync-period`. */
const interval = '15s';

/**
 * Makes Prometheus compute the steps of an application, one series a rule, so that a person can look at each.
 *
 * Default footprint: 1 PrometheusRule, only in mode `step`.
 */
export class StepRules extends PrometheusRule {
  constructor(scope: Construct, context: ApplicationContext, range: ScaleRange) {
    const { environment, name } = context;
    const rules = stepRules(scalingTarget(context), range);
    super(scope, 'scaling-rules', {
      metadata: {
        // No application has this name, which has a dot. The alerts of an application have its name.
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
