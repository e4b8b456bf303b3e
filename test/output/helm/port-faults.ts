import type { Values } from './chart.ts';

const web = (value: { readonly [key: string]: Values[string] }): Values => ({ applications: { web: value } });
const utilization = { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 };

/** Faults about metrics and probes, and the one value that the message names. */
export const portFaults: readonly (readonly [what: string, values: Values, named: string])[] = [
  ['requests that nothing counts', web({ metrics: { requests: false } }), 'applications.web.scale.rules'],
  [
    'steps of pods that nothing scrapes',
    web({ metrics: false, scale: { mode: 'step', rules: [utilization] } }),
    'applications.web.scale.mode',
  ],
  [
    'metrics at the port of the application',
    web({ metrics: { port: 8080 } }),
    'applications.web.metrics.port',
  ],
  ['a counter with a hyphen', web({ metrics: { requests: 'a-b' } }), '/applications/web/metrics/requests'],
  [
    'a probe with two handlers',
    web({ probes: { liveness: { tcp: 80, path: '/' } } }),
    'applications.web.probes.liveness',
  ],
  [
    'a probe with headers of no request',
    web({ probes: { startup: { tcp: 80, headers: { Cookie: 'a' } } } }),
    'applications.web.probes.startup',
  ],
  [
    'a probe that is too seldom',
    web({ probes: { readiness: { period: '2h' } } }),
    'applications.web.probes.readiness.period',
  ],
];
