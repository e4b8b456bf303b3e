import fc from 'fast-check';

type Json = Record<string, unknown>;

/** The kind of an application and the keys of kinds; `withKind` makes the rest of it fit. */
export const kinds = {
  kind: fc.constantFrom('web' as const, 'worker' as const, 'stateful' as const, 'scheduled' as const),
  singleton: fc.boolean(),
  podManagementPolicy: fc.constantFrom('OrderedReady' as const, 'Parallel' as const),
  peers: fc.dictionary(
    fc.constantFrom('gossip', 'epmd', 'on1'),
    fc.record(
      { port: fc.integer({ min: 1, max: 65535 }), protocol: fc.constantFrom('TCP' as const, 'UDP' as const) },
      { requiredKeys: ['port'] },
    ),
  ),
};

const recreate = { strategy: 'recreate' };

/** An application without what its kind refuses; where that is a delivery, half of the time with another one. */
export function withKind<T extends { readonly kind?: string; readonly singleton?: boolean }>(
  application: T,
): T {
  const {
    kind = 'web',
    singleton,
    podManagementPolicy,
    delivery,
    schedule,
    ...rest
  } = application as T & Json;
  if (kind === 'web') return { ...rest, ...(delivery === undefined ? {} : { delivery }) } as unknown as T;
  if (kind === 'scheduled') return scheduled(rest, schedule) as unknown as T;
  const listening = kind === 'worker' ? silent(rest) : rest;
  const isStable = kind === 'stateful' || singleton === true;
  return {
    ...listening,
    kind,
    ...(isStable
      ? {}
      : { delivery: (delivery as Json | undefined)?.strategy === 'rollingUpdate' ? delivery : recreate }),
    ...(kind === 'worker' && singleton && { singleton, scale: 1 }),
    ...(kind === 'stateful' && podManagementPolicy !== undefined && { podManagementPolicy }),
  } as unknown as T;
}

const keysOfRequests = ['host', 'port', 'health', 'servicePort', 'protocol', 'ports', 'traffic'];

function scheduled(application: Json, schedule: unknown): Json {
  const {
    scale: _scale,
    beforeRelease: _job,
    peers: _peers,
    sidecars: _sidecars,
    metrics: _metrics,
    ...rest
  } = silent(application);
  return { ...rest, kind: 'scheduled', schedule: schedule ?? { cron: '0 2 * * *' } };
}

function silent(application: Json): Json {
  const entries = Object.entries(application).filter(([key]) => !keysOfRequests.includes(key));
  const { scale, metrics, ...others } = Object.fromEntries(entries) as Json & {
    scale?: number | { readonly rules: readonly { readonly metric: string; readonly cooldown: number }[] };
  };
  const rest = { ...others, ...ofWorker(metrics) };
  if (typeof scale !== 'object') return { ...rest, ...(scale !== undefined && { scale }) };
  const rules = scale.rules.filter(({ metric }) => metric !== 'RequestCount');
  const [first] = rules;
  if (first === undefined) return rest;
  const startsFromZero = first.metric === 'Prometheus' && first.cooldown % 2 === 0;
  if (!startsFromZero) return { ...rest, scale: { ...scale, rules } };
  const fromZero = { min: 0, mode: 'target', cooldownPeriod: `${first.cooldown}s` };
  const activated = { ...first, activationThreshold: first.cooldown };
  return { ...rest, scale: { ...scale, rules: [activated, ...rules.slice(1)], ...fromZero } };
}

/** The metrics of a worker: at a port, and without a counter. */
function ofWorker(metrics: unknown): Json {
  if (typeof metrics !== 'object' || metrics === null) return metrics === false ? { metrics } : {};
  if (!('port' in metrics)) return {};
  const { requests: _requests, ...scraped } = metrics as Json;
  return { metrics: scraped };
}

/** The names of applications that others may use. */
export function listening(applications: Readonly<Record<string, { readonly kind?: string }>>): string[] {
  return Object.entries(applications).flatMap(([name, { kind }]) =>
    kind === 'worker' || kind === 'scheduled' ? [] : [name],
  );
}
