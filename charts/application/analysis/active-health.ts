import type { Construct } from 'constructs';
import type { HttpApplication } from '../../../config/application/application.ts';
import type { BlueGreen } from '../../../config/application/delivery.ts';
import { formatDuration } from '../../../config/units/duration.ts';
import {
  AnalysisTemplate,
  AnalysisTemplateSpecMetricsCount as Count,
  AnalysisTemplateSpecMetricsConsecutiveErrorLimit as ErrorLimit,
} from '../../../imports/argo-rollouts.ts';
import type { ApplicationContext } from '../context.ts';
import { activeService, healthUrl } from '../endpoints.ts';
import { labelsOf } from '../names.ts';
import { errorLimit, initialDelaySeconds, timeoutSeconds } from './limits.ts';
import { activeHealthTemplate } from './names.ts';

/** Says on the object why no success rate is measured. */
const reason =
  'nothing counts the requests of this application, so its health path is asked after the switch';

/**
 * After promotion of an application without a counter of requests: the active Service must answer the health path with
 * 2xx, `analysis.count` times. A third error in a row switches users back to the old color.
 *
 * The first measurement waits until every node sends requests to the new color. `Connection: close`, because Argo
 * Rollouts keeps connections open between measurements, and a kept one may lead to the old color (argo-rollouts
 * `metricproviders/webmetric/webmetric.go`, the default transport of Go).
 *
 * Default footprint: 1 AnalysisTemplate.
 */
export class ActiveHealthAnalysis extends AnalysisTemplate {
  constructor(
    scope: Construct,
    { environment, name }: ApplicationContext,
    application: HttpApplication,
    { analysis }: BlueGreen,
  ) {
    super(scope, 'analysis-active-health', {
      metadata: {
        name: activeHealthTemplate(name),
        labels: labelsOf(name),
        annotations: { 'slipway.dev/analysis': reason },
      },
      spec: {
        metrics: [
          {
            name: 'health',
            initialDelay: `${initialDelaySeconds}s`,
            interval: formatDuration(analysis.interval),
            count: Count.fromNumber(analysis.count),
            consecutiveErrorLimit: ErrorLimit.fromNumber(errorLimit),
            provider: {
              web: {
                url: healthUrl(activeService(name), environment.namespace, application),
                headers: [{ key: 'Connection', value: 'close' }],
                timeoutSeconds,
              },
            },
          },
        ],
      },
    });
  }
}
