import { type Application, answersRequests } from '../application/application.ts';
import { httpCounter, metricsOf, metricsPath, requestCounterOf } from '../application/metrics.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/** What an application without metrics or without a counter of requests must not rely on. */
export function checkMetrics(checking: Checking, path: Path, application: Application): void {
  if (!checking.isSound(...path, 'metrics')) return;
  const metrics = metricsOf(application);
  if (checking.isSound(...path, 'port') && metrics?.port !== undefined && metrics.port === application.port) {
    checking.refuse(
      [...path, 'metrics', 'port'],
      `found ${metrics.port}, which is the port of the application; remove it`,
    );
  }
  if (!answersRequests(application.kind)) checkSilent(checking, [...path, 'metrics'], application);
  if (answersRequests(application.kind) && checking.isSound(...path, 'scale'))
    checkRules(checking, path, application);
}

/** Prometheus finds the pods of a worker at a port that has only the metrics; none counts requests. */
function checkSilent(checking: Checking, path: Path, { kind, metrics }: Application): void {
  if (metrics === false) return;
  const { port, path: asked, requests } = metrics;
  if (kind === 'scheduled' && port !== undefined) {
    checking.refuse(
      [...path, 'port'],
      `found ${port} for an application of kind scheduled, whose pods end before Prometheus finds them; remove it`,
    );
  }
  if (kind === 'worker' && port === undefined && asked !== metricsPath) {
    checking.refuse(
      [...path, 'port'],
      `is missing: a worker listens on no port for requests, so nothing would ask ${asked}; name the port of the metrics`,
    );
  }
  if (kind === 'worker' && requests !== false && requests !== httpCounter) {
    checking.refuse(
      [...path, 'requests'],
      `found ${show(requests)} for an application of kind worker, which gets no requests; remove it`,
    );
  }
}

function checkRules(checking: Checking, path: Path, application: Application): void {
  const { scale, delivery } = application;
  if (typeof scale === 'number') return;
  const isScraped = metricsOf(application) !== undefined;
  const missing = isScraped ? 'metrics.requests is false' : 'metrics is false';
  scale.rules.forEach(({ metric }, index) => {
    if (metric !== 'RequestCount' || requestCounterOf(application)) return;
    checking.refuse(
      [...path, 'scale', 'rules', index, 'metric'],
      `found "RequestCount", but ${missing}, so that nothing counts requests; name the counter in metrics.requests, or use another metric`,
    );
  });
  if (scale.mode === 'step' && !isScraped && delivery.strategy === 'blueGreen') {
    checking.refuse(
      [...path, 'scale', 'mode'],
      'found "step", but metrics is false, so that Prometheus cannot tell the two colors apart; use mode "target" or delivery.strategy "rollingUpdate", or say where the metrics are',
    );
  }
}
