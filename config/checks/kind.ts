import { type ApplicationFields, answersRequests, hasStablePods } from '../application/application.ts';
import type { ScaleRange } from '../application/scale.ts';
import type { Path } from '../path.ts';
import { formatDuration } from '../units/duration.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/** Keys that only an application has that answers requests, and why a worker has no use for each. */
const keysOfRequests = {
  host: 'no request of a user reaches it',
  hosts: 'no request of a user reaches it',
  redirects: 'no request of a user reaches it',
  routes: 'no request of a user reaches it',
  listeners: 'no connection of a user reaches it',
  ingressAnnotations: 'no request of a user reaches it',
  port: 'it listens on no port',
  servicePort: 'it has no Service',
  ports: 'it has no Service',
  health: 'nothing requests it',
} as const satisfies Partial<Record<keyof ApplicationFields, string>>;

/** Only KEDA starts the first replica, by a number that is there without any. */
function checkZero(checking: Checking, path: Path, kind: ApplicationFields['kind'], scale: ScaleRange): void {
  const { min, mode, rules, cooldownPeriod } = scale;
  const isStarted = rules.some(({ metric }) => metric === 'Prometheus');
  if (min > 0) {
    if (cooldownPeriod) {
      const found = `found ${formatDuration(cooldownPeriod)} with min ${min}, so that KEDA never removes the last replica`;
      checking.refuse([...path, 'cooldownPeriod'], `${found}; remove it, or write min: 0`);
    }
    rules.forEach((rule, index) => {
      if (rule.metric !== 'Prometheus' || rule.activationThreshold === 0) return;
      const found = `found ${rule.activationThreshold} with min ${min}, so that KEDA never starts the first replica`;
      const at = [...path, 'rules', index, 'activationThreshold'];
      checking.refuse(at, `${found}; remove it, or write min: 0`);
    });
  } else if (kind !== 'worker') {
    checking.refuse(
      [...path, 'min'],
      `found 0 for an application of kind ${kind}, expected at least 1: its requests would fail until the first replica is ready; raise min`,
    );
  } else if (!isStarted) {
    checking.refuse(
      [...path, 'min'],
      'found 0 without a rule of metric Prometheus, expected at least 1: without replicas there is no CPU and no memory to measure; add such a rule or raise min',
    );
  } else if (mode === 'step') {
    checking.refuse(
      [...path, 'mode'],
      'found "step" with min 0, expected target: a step compares the load of each replica, and there may be none; write target or raise min',
    );
  }
}

/** Keys that do not fit the kind of an application, as its file has them. */
export function checkKind(checking: Checking, path: Path, fields: ApplicationFields): void {
  if (!checking.isSound(...path, 'kind')) return;
  checkSchedule(checking, path, fields);
  if (!answersRequests(fields.kind)) checkSilent(checking, path, fields);
  if (fields.kind === 'scheduled') return;
  if (checking.isSound(...path, 'scale') && typeof fields.scale === 'object') {
    checkZero(checking, [...path, 'scale'], fields.kind, fields.scale);
  }
  if (checking.isSound(...path, 'singleton') && fields.singleton) checkSingleton(checking, path, fields);
  if (fields.podManagementPolicy !== undefined && fields.kind !== 'stateful') {
    checking.refuse(
      [...path, 'podManagementPolicy'],
      `found ${show(fields.podManagementPolicy)} for an application of kind ${fields.kind}, expected none: only a StatefulSet has it; remove it, or write kind: stateful`,
    );
  }
  if (!checking.isSound(...path, 'delivery') || fields.delivery === undefined) return;
  if (hasStablePods(fields)) {
    const what = fields.singleton ? 'a singleton' : 'an application of kind stateful';
    checking.refuse(
      [...path, 'delivery'],
      `found ${show(fields.delivery.strategy)} for ${what}, expected none: its StatefulSet ends each pod before it starts the new one; remove delivery`,
    );
  } else if (fields.kind === 'worker' && fields.delivery.strategy === 'blueGreen') {
    checking.refuse(
      [...path, 'delivery', 'strategy'],
      'found "blueGreen" for an application of kind worker, expected rollingUpdate or recreate: both versions would take work at the same time, and there are no requests to switch; name one of them or remove delivery',
    );
  }
}

function checkSilent(checking: Checking, path: Path, fields: ApplicationFields): void {
  for (const [key, why] of Object.entries(keysOfRequests)) {
    const value = fields[key as keyof typeof keysOfRequests];
    if (value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)) continue;
    checking.refuse(
      [...path, key],
      `found ${show(value)} for an application of kind ${fields.kind}, but ${why}; remove it, or write kind: web`,
    );
  }
  if (checking.isSound(...path, 'protocol') && fields.protocol !== 'HTTP') {
    checking.refuse(
      [...path, 'protocol'],
      `found ${show(fields.protocol)} for an application of kind ${fields.kind}, but it listens on no port; remove it, or write kind: web`,
    );
  }
  if (fields.kind !== 'worker' || !checking.isSound(...path, 'scale') || typeof fields.scale !== 'object')
    return;
  fields.scale.rules.forEach(({ metric }, index) => {
    if (metric !== 'RequestCount') return;
    checking.refuse(
      [...path, 'scale', 'rules', index, 'metric'],
      'found "RequestCount" for an application of kind worker, which gets no requests; scale by CPUUtilization, MemoryUtilization or Prometheus',
    );
  });
}

function checkSingleton(checking: Checking, path: Path, { kind, scale }: ApplicationFields): void {
  if (kind !== 'worker') {
    checking.refuse(
      [...path, 'singleton'],
      `found true for an application of kind ${kind}, expected kind worker; remove it, or write kind: worker`,
    );
  } else if (checking.isSound(...path, 'scale') && (typeof scale === 'object' || (scale ?? 3) > 1)) {
    const found = typeof scale === 'object' ? 'a range' : String(scale);
    checking.refuse(
      [...path, 'scale'],
      `found ${found} for a singleton, of which never two pods run; write scale: 1`,
    );
  }
}

/** Keys of an application that runs all the time, which a Job on a schedule does not. */
const keysOfRunning = ['scale', 'delivery', 'beforeRelease'] as const;

function checkSchedule(checking: Checking, path: Path, fields: ApplicationFields): void {
  if (fields.kind !== 'scheduled') {
    if (fields.schedule === undefined || !checking.isSound(...path, 'schedule')) return;
    checking.refuse(
      [...path, 'schedule'],
      `found for an application of kind ${fields.kind}, which runs all the time; remove it, or write kind: scheduled`,
    );
    return;
  }
  if (fields.schedule === undefined && checking.isSound(...path, 'schedule')) {
    checking.refuse(
      [...path, 'schedule'],
      'is missing for an application of kind scheduled; say when it runs, such as { cron: "0 2 * * *" }',
    );
  }
  for (const key of keysOfRunning) {
    if (fields[key] === undefined || !checking.isSound(...path, key)) continue;
    checking.refuse(
      [...path, key],
      'found for an application of kind scheduled, which only runs when its schedule says; remove it',
    );
  }
}
