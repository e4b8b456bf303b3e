/** How long an outage must last before it wakes a person: planned failovers and restarts take less. */
export const shortestOutage = '1m';

/** Something that a person must know. */
export interface Alert {
  readonly name: string;
  /** PromQL: one series for each fault. */
  readonly expr: string;
  /** How long the fault must last, such as `5m`. */
  readonly for: string;
  /** `critical` wakes a person: users notice, or data is at risk. `warning` waits until the next day. */
  readonly severity: 'critical' | 'warning';
  /** What is wrong, in one line. */
  readonly summary: string;
  /** What it means and what to do now: the runbook. */
  readonly description: string;
}

/** A volume has less than 15 % left. @param claims a regular expression for the names of the claims */
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
 * The series of a metric about objects of a namespace, scraped from a controller in another namespace.
 *
 * The object's namespace is in the label `namespace`, or in `exported_namespace` if the controller's monitor does not set
 * `honorLabels`.
 */
export function seriesOfObjects(metric: string, namespace: string, matchers: string): string {
  return `${metric}{namespace="${namespace}",${matchers}} or ${metric}{exported_namespace="${namespace}",${matchers}}`;
}
