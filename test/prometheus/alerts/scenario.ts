/** A situation, and what Prometheus makes of it. Times and values are in promtool's notation: `0+10x20`. */
export interface Scenario {
  readonly alert: string;
  /** The PrometheusRule that holds the alert. */
  readonly rules: string;
  /** What is wrong, in words: the name of the test. */
  readonly situation: string;
  /** Series and their values, one a minute. */
  readonly series: Readonly<Record<string, string>>;
  /** When Prometheus is asked, such as `10m`. */
  readonly at: string;
  /** What a person gets to read. - the alert is silent. */
  readonly says?: string;
  /** Labels of the alert in addition to those that every alert has, which `{{ $labels.… }}` stands for. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}
