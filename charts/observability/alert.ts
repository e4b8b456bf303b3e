/** How long all of something must be away before a person is woken: planned failovers and restarts are over by then. */
export const untilSure = '1m';

/** Something that a person must know. */
export interface Alert {
  readonly name: string;
  /** PromQL: a series for everything that is wrong now. */
  readonly expr: string;
  /** How long it must be wrong, such as `5m`. */
  readonly for: string;
  /** `critical` wakes a person: users notice, or data is at risk. `warning` waits for the day. */
  readonly severity: 'critical' | 'warning';
  /** What is wrong, in one line. */
  readonly summary: string;
  /** What it means and what to do now: the runbook. */
  readonly description: string;
}

/** A volume of some claims, a regular expression of their names, has less than 15 % left. */
export function volumeFull(
  { name, namespace, claims }: { readonly name: string; readonly namespace: string; readonly claims: string },
  description: string,
): Alert {
  const volumes = `namespace="${namespace}",persistentvolumeclaim=~"${claims}"`;
  return {
    name,
    expr: `kubelet_volume_stats_available_bytes{${volumes}}\n  / kubelet_volume_stats_capacity_bytes{${volumes}} < 0.15`,
    for: '10m',
    severity: 'critical',
    summary:
      'The volume {{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} of its space left',
    description,
  };
}

/**
 * The series of a metric that is about objects of a namespace, scraped from a controller in another one.
 *
 * The namespace of the object is in the label `namespace`, or in `exported_namespace` where the controller's monitor
 * does not set `honorLabels`.
 */
export function about(metric: string, namespace: string, matchers: string): string {
  return `${metric}{namespace="${namespace}",${matchers}} or ${metric}{exported_namespace="${namespace}",${matchers}}`;
}
