import { stepMetric, stepRules } from '../../../charts/application/scaling/steps.ts';
import { scaling } from '../../charts/application/scaling/support.ts';
import { changed, constant, counter, judge, type Series } from './promtool.ts';

/** What Prometheus has scraped. One entry a pod behind the active Service. */
interface World {
  readonly replicas: Series;
  /** Cores that each pod uses, of the 0.5 that it asks for. - no series. */
  readonly cores?: readonly number[];
  /** Share of the requested memory that each pod uses. - no series. */
  readonly memory?: readonly number[];
  /** Requests a second. - no series. */
  readonly requests?: readonly number[];
  /** Whether each pod is scraped. Default: three are. */
  readonly up?: readonly number[];
}

const requests = { cpu: '500m', memory: '256Mi' } as const;
const { target, range } = scaling({ mode: 'step', min: 1 }, { resources: { requests } });
const active = 'namespace="production",service="web"';
const labels = 'namespace="production",application="web"';
const inContainer = 'namespace="production",container="web-app"';
const desired = 'rollout_info_replicas_desired{namespace="production",name="web"}';

function seriesOf({ replicas, cores = [], memory = [], requests = [], up = [1, 1, 1] }: World): Series[] {
  const pod = (index: number) => `pod="web-5d8f7c-x7k2${'bcdf'[index]}"`;
  const cpu = 'container_cpu_usage_seconds_total';
  const bytes = 'container_memory_working_set_bytes';
  return [
    replicas,
    ...up.map((value, index) => constant(`up{${active},${pod(index)}}`, value)),
    ...cores.map((value, index) => counter(`${cpu}{${inContainer},${pod(index)}}`, value)),
    ...memory.map((share, index) => constant(`${bytes}{${inContainer},${pod(index)}}`, share * 2 ** 28)),
    ...requests.map((value, index) => counter(`http_requests_total{${active},${pod(index)}}`, value)),
    counter(`${cpu}{${inContainer},pod="web-6f9c8d-q4z8b"}`, 0),
  ];
}

const three = constant(desired, 3);
const littleLoad = { cores: [0.1, 0.1, 0.1], memory: [0.2, 0.2, 0.2], requests: [1, 1, 1] };
const busy = [0.4, 0.4, 0.4];
const manyRequests = [40, 40, 40];

const cases: [string, World, number | undefined][] = [
  ['CPU above 70 percent adds one', { ...littleLoad, replicas: three, cores: busy }, 4],
  ['memory above 80 percent adds one', { ...littleLoad, replicas: three, memory: [0.9, 0.9, 0.9] }, 4],
  ['more than 1000 requests a minute add two', { ...littleLoad, replicas: three, requests: manyRequests }, 5],
  [
    'of two rules the larger adjustment counts',
    { ...littleLoad, replicas: three, cores: busy, requests: manyRequests },
    5,
  ],
  [
    'within 180 s of an addition nothing is added',
    { ...littleLoad, replicas: changed(desired, 3, 5, 150), cores: busy, requests: manyRequests },
    5,
  ],
  [
    'after 180 s the rule of 180 s adds again',
    { ...littleLoad, replicas: changed(desired, 3, 5, 240), cores: busy, requests: manyRequests },
    7,
  ],
  [
    'after 180 s the rule of 300 s still waits',
    { ...littleLoad, replicas: changed(desired, 3, 4, 240), cores: busy },
    4,
  ],
  ['a removal starts no cooldown', { ...littleLoad, replicas: changed(desired, 4, 3, 60), cores: busy }, 4],
  ['one goes when the others can carry the load', { ...littleLoad, replicas: three }, 2],
  ['none goes when the others could not', { ...littleLoad, replicas: three, cores: [0.3, 0.3, 0.3] }, 3],
  ['none goes below the minimum', { ...littleLoad, replicas: constant(desired, 1) }, 1],
  ['no requests are none', { ...littleLoad, requests: [], replicas: three }, 2],
  ['a missing metric does not fire', { ...littleLoad, memory: [], replicas: three, cores: busy }, 4],
  ['a missing metric lets none go', { ...littleLoad, memory: [], replicas: three }, 3],
  ['without any metric there is no answer', { replicas: three, up: [0, 0, 0] }, undefined],
  ['without the replicas there is no answer', { ...littleLoad, replicas: constant('other', 1) }, undefined],
  [
    'a scrape that moves the namespace makes no difference',
    { ...littleLoad, replicas: constant(desired.replace('namespace', 'exported_namespace'), 3), cores: busy },
    4,
  ],
];

describe('exact steps, in Prometheus', () => {
  test.each(cases)('%s', async (name, world, value) => {
    const scenario = {
      name,
      series: seriesOf(world),
      expr: stepMetric(target).query ?? '',
      labels: `slipway:wanted_replicas{${labels}}`,
      value,
    };
    expect(await judge(stepRules(target, range), [scenario])).toBe('');
  });
});
