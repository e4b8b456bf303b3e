import type {
  Autoscaling,
  AutoscalingDirection,
  ExternalMetric,
} from '../../charts/application/scaling/autoscaling.ts';
import type { Decision, MetricResult } from '../hpa/decision.ts';
import { tidy } from './measured.ts';
import type { StepValue } from './step-value.ts';

/** Why the replicas change: what was measured, what it asks for, what limits it. */
export function reasonOf(
  decision: Decision,
  before: number,
  autoscaling: Autoscaling,
  step: StepValue | undefined,
): string {
  const { replicas, proposal, reason } = decision;
  if (proposal === undefined) return reason ?? '';
  const request =
    step === undefined ? requestOf(decision, before, autoscaling) : `${step.why}: asks for ${step.wanted}`;
  return [request, limitOf(decision, autoscaling, replicas > before), windowOf(decision, before)]
    .filter(Boolean)
    .join('; ');
}

/** Why the replicas stay or change. The same words for the same state. */
export function stateOf(decision: Decision, before: number, step: StepValue | undefined): string {
  const { replicas, active, limited, able, proposal, stabilized } = decision;
  if (proposal === undefined || stabilized === undefined) {
    return active?.status === false ? `no decision: ${active.reason}` : 'brought between minimum and maximum';
  }
  if (replicas !== before) return replicas > before ? 'scales up' : 'scales down';
  if (limited?.status === true) return limits[limited.reason] ?? limited.reason;
  if (proposal < before && able.reason === 'ScaleDownStabilized') return 'waits for the scale-down window';
  if (proposal > before) return 'waits for the scale-up window';
  const someMissing = decision.metrics.some(result => 'failure' in result);
  return step?.why ?? (someMissing ? 'as wanted, a metric is missing' : 'as wanted');
}

const limits: Readonly<Record<string, string>> = {
  ScaleUpLimit: 'wants more, the policies allow no more yet',
  ScaleDownLimit: 'wants fewer, the policies allow no fewer yet',
  TooManyReplicas: 'wants more than the maximum',
  TooFewReplicas: 'wants fewer than the minimum',
};

function requestOf({ metrics, proposal }: Decision, before: number, autoscaling: Autoscaling): string {
  const isDown = (proposal ?? before) < before;
  const chosen = isDown
    ? metrics
    : metrics.filter(result => 'replicas' in result && result.replicas > before);
  return chosen.map(result => describe(result, autoscaling)).join(', ');
}

/** `CPUUtilization 91 (target 70) asks for 4`. */
function describe(result: MetricResult, autoscaling: Autoscaling): string {
  const { key } = result;
  if ('failure' in result) return `${nameOf(key)} missing`;
  const metric = autoscaling.metrics.find(metric =>
    metric.type === 'Resource'
      ? key === `resource/${metric.resource.name}`
      : key === `external/${metric.external.metric.name}`,
  );
  const current =
    metric?.type === 'External'
      ? `${tidy(result.current / 1000)} in all (target ${targetText(metric.external.target)})`
      : `${result.current} % (target ${metric?.resource.target.averageUtilization} %)`;
  return `${nameOf(key)} ${current} asks for ${result.replicas}`;
}

function targetText(target: ExternalMetric['external']['target']): string {
  return target.type === 'Value' ? target.value : `${target.averageValue} a replica`;
}

const names: Readonly<Record<string, string>> = {
  'resource/cpu': 'CPUUtilization',
  'resource/memory': 'MemoryUtilization',
  'external/request-count': 'RequestCount',
};

function nameOf(key: string): string {
  return names[key] ?? key.replace(/^\w+\//, '');
}

function limitOf(
  { limited, replicas }: Decision,
  { behavior, ...bounds }: Autoscaling,
  isUp: boolean,
): string {
  if (limited?.status !== true) return '';
  if (limited.reason === 'TooManyReplicas') return `the maximum is ${bounds.maxReplicas}`;
  if (limited.reason === 'TooFewReplicas') return `the minimum is ${bounds.minReplicas}`;
  return `${policiesOf(isUp ? behavior.scaleUp : behavior.scaleDown, isUp)} allows ${replicas} now`;
}

function policiesOf({ policies }: AutoscalingDirection, isUp: boolean): string {
  return policies
    .map(({ value, periodSeconds }) => `${isUp ? '+' : '-'}${value} in ${periodSeconds}s`)
    .join(' or ');
}

/** How the stabilization windows changed the proposal. */
function windowOf({ proposal, stabilized }: Decision, before: number): string {
  if (proposal === undefined || stabilized === undefined || proposal === stabilized) return '';
  const side = proposal < before ? 'most' : 'least';
  return `the ${side} that was proposed in the window is ${stabilized}`;
}
