import type { Construct } from 'constructs';
import type { BlueGreen } from '../../../config/application/delivery.ts';
import type { RequestCounter } from '../../../config/application/metrics.ts';
import { formatDuration } from '../../../config/units/duration.ts';
import { largest } from '../../../config/units/numbers.ts';
import {
  AnalysisTemplate,
  AnalysisTemplateSpecMetricsCount as Count,
  AnalysisTemplateSpecMetricsConsecutiveErrorLimit as ErrorLimit,
  AnalysisTemplateSpecMetricsFailureLimit as FailureLimit,
  AnalysisTemplateSpecMetricsInconclusiveLimit as InconclusiveLimit,
} from '../../../imports/argo-rollouts.ts';
import type { ApplicationContext } from '../context.ts';
import { labelsOf } from '../names.ts';
import { activeSeries, errorsOf } from '../series.ts';
import { type Analysis, errorLimit, initialDelaySeconds, timeoutSeconds } from './limits.ts';
import { successRateTemplate, versionArgument } from './names.ts';

/** Prometheus needs two samples for a rate; scrapes are at most a minute apart. */
const shortestWindowSeconds = 120;

/**
 * After promotion: the share of answers without a 5xx is at least `analysis.successRate` in every measurement.
 * The first measurement below it switches users back to the old color.
 *
 * Without requests the share is 1. Without any sample of the new color the query returns nothing, and neither condition
 * holds. The analysis is then inconclusive, and the release waits for a person and keeps the old color. The conditions
 * check `len`, because `result[0]` of nothing is an error (argo-rollouts `metricproviders/prometheus/prometheus.go`,
 * `utils/evaluate/evaluate.go`).
 *
 * Default footprint: 1 AnalysisTemplate.
 */
export class SuccessRateAnalysis extends AnalysisTemplate {
  constructor(
    scope: Construct,
    context: ApplicationContext,
    { analysis }: BlueGreen,
    counter: RequestCounter,
  ) {
    const { environment, name } = context;
    super(scope, 'analysis-success-rate', {
      metadata: { name: successRateTemplate(name), labels: labelsOf(name) },
      spec: {
        args: [{ name: versionArgument }],
        metrics: [
          {
            name: 'success-rate',
            initialDelay: `${initialDelaySeconds}s`,
            interval: formatDuration(analysis.interval),
            count: Count.fromNumber(analysis.count),
            successCondition: `len(result) > 0 && result[0] >= ${analysis.successRate}`,
            failureCondition: `len(result) > 0 && result[0] < ${analysis.successRate}`,
            failureLimit: FailureLimit.fromNumber(0),
            inconclusiveLimit: InconclusiveLimit.fromNumber(0),
            consecutiveErrorLimit: ErrorLimit.fromNumber(errorLimit),
            provider: {
              prometheus: {
                address: environment.cluster.prometheus,
                query: successRateQuery(context, analysis, counter),
                timeout: timeoutSeconds,
              },
            },
          },
        ],
      },
    });
  }
}

/** The share of answers to users without a 5xx, from the pods of the version in `args`. */
function successRateQuery(
  context: ApplicationContext,
  { interval }: Analysis,
  counter: RequestCounter,
): string {
  const pods = `${activeSeries(context.environment.namespace, context.name)},pod=~"${context.name}-{{args.${versionArgument}}}-.+"`;
  const window = `${largest(shortestWindowSeconds, interval.toSeconds())}s`;
  const all = `sum(rate(${counter.name}{${pods}}[${window}]))`;
  const failed = `sum(rate(${counter.name}{${pods},${errorsOf(counter)}}[${window}]))`;
  return [`1 - (${failed} or ${all} * 0)`, `  / (${all} > 0)`, `or sum(up{${pods}} == 1) * 0 + 1`].join('\n');
}
