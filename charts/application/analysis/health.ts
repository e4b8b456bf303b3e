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
import { healthUrl, previewService } from '../endpoints.ts';
import { labelsOf } from '../names.ts';
import { errorLimit, timeoutSeconds } from './limits.ts';
import { healthTemplate } from './names.ts';

/**
 * Before promotion: the preview Service must answer the health path with 2xx, `analysis.count` times.
 *
 * It has no condition: every 2xx is a success, with any body. Everything else is an error, which is retried twice
 * (argo-rollouts `metricproviders/webmetric/webmetric.go`).
 *
 * Default footprint: 1 AnalysisTemplate.
 */
export class HealthAnalysis extends AnalysisTemplate {
  constructor(
    scope: Construct,
    { environment, name }: ApplicationContext,
    application: HttpApplication,
    { analysis }: BlueGreen,
  ) {
    super(scope, 'analysis-health', {
      metadata: { name: healthTemplate(name), labels: labelsOf(name) },
      spec: {
        metrics: [
          {
            name: 'health',
            interval: formatDuration(analysis.interval),
            count: Count.fromNumber(analysis.count),
            consecutiveErrorLimit: ErrorLimit.fromNumber(errorLimit),
            provider: {
              web: {
                url: healthUrl(previewService(name), environment.namespace, application),
                timeoutSeconds,
              },
            },
          },
        ],
      },
    });
  }
}
