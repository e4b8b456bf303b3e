import type { Values } from './chart.ts';

const web = (value: Values): Values => ({ applications: { web: value } });

const utilization = { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 };

const queue = {
  metric: 'Prometheus',
  name: 'queue',
  query: 'sum(queue_length)',
  scope: 'pod',
  unit: 'messages',
  threshold: 50,
  activationThreshold: 0,
  cooldown: 300,
  adjustment: 1,
};

/** Faults of the number of replicas, as those of `refused.test.ts`. */
export const faultsOfScale: readonly (readonly [what: string, values: Values, named: string])[] = [
  ['no replicas of kind web', web({ scale: { min: 0 } }), 'applications.web.scale.min'],
  [
    'a cooldown of the last replica that always runs',
    web({ scale: { cooldownPeriod: '5m' } }),
    'applications.web.scale.cooldownPeriod',
  ],
  [
    'a number that starts a replica that always runs',
    web({ scale: { rules: [{ ...queue, window: '1m', activationThreshold: 5 }] } }),
    'applications.web.scale.rules',
  ],
  ['half a replica', web({ scale: 1.5 }), '/applications/web/scale'],
  ['min above max', web({ scale: { min: 20 } }), 'applications.web.scale.min'],
  ['a metric twice', web({ scale: { rules: [utilization, utilization] } }), 'applications.web.scale.rules'],
  [
    'a cooldown of over 1800 s',
    web({ scale: { rules: [{ ...utilization, cooldown: 3600 }] } }),
    '/applications/web/scale/rules/0/cooldown',
  ],
  [
    'more than all that is requested without a reason',
    web({ scale: { rules: [{ ...utilization, threshold: 120 }] } }),
    '/applications/web/scale/rules/0/reason',
  ],
  ['no rule', web({ scale: { rules: [] } }), '/applications/web/scale/rules'],
  [
    'a threshold that KEDA rounds',
    web({ scale: { rules: [{ ...queue, window: '1m', threshold: 1.0005 }] } }),
    'applications.web.scale.rules',
  ],
  [
    'a query with a comment',
    web({ scale: { rules: [{ ...queue, window: '1m', query: 'sum(x{a="#"}) # b' }] } }),
    'applications.web.scale.rules',
  ],
  [
    'a window that is too short',
    web({ scale: { rules: [utilization, { ...queue, window: '5s' }] } }),
    'applications.web.scale.rules.1.window',
  ],
];
