import { web } from '../../charts/application/manifests.ts';
import { objectOf } from '../../support/manifests.ts';
import { constant, counter, judge, type Series } from './promtool.ts';

const template = objectOf(web(), 'AnalysisTemplate', 'web-success-rate');
const query: string = template.spec.metrics[0].provider.prometheus.query;
const active = 'namespace="production",service="web"';

function up(pod: string, value = 1): Series {
  return constant(`up{${active},pod="${pod}"}`, value);
}

function answers(pod: string, code: number, perSecond: number): Series {
  return counter(`http_requests_total{${active},pod="${pod}",code="${code}"}`, perSecond);
}

const next = 'web-aaaa-1';
const previous = 'web-bbbb-1';

const cases: [string, Series[], number | undefined][] = [
  ['is 1 when all is well', [up(next), answers(next, 200, 1)], 1],
  ['counts every 5xx', [up(next), answers(next, 200, 3), answers(next, 503, 1)], 0.75],
  ['is 0 when nothing else is answered', [up(next), answers(next, 500, 1)], 0],
  ['blames the client for a 4xx', [up(next), answers(next, 404, 1)], 1],
  ['is 1 without requests', [up(next), answers(next, 200, 0), answers(next, 500, 0)], 1],
  ['is 1 before the first request', [up(next)], 1],
  ['is nothing while the new version cannot be scraped', [up(next, 0)], undefined],
  ['is nothing while only the old version is scraped', [up(previous), answers(previous, 500, 1)], undefined],
  [
    'takes no errors of the old version for its own',
    [up(previous), answers(previous, 500, 9), up(next), answers(next, 200, 1)],
    1,
  ],
];

describe('success rate, in Prometheus', () => {
  test('counts 5xx of a library that groups statuses, by the label of the application', async () => {
    const ofStatus = objectOf(
      web({ metrics: { statusLabel: 'status' } }),
      'AnalysisTemplate',
      'web-success-rate',
    );
    const { query: text } = ofStatus.spec.metrics[0].provider.prometheus;
    const grouped = (status: string, perSecond: number) =>
      counter(`http_requests_total{${active},pod="${next}",status="${status}"}`, perSecond);
    const series = [up(next), grouped('2xx', 3), grouped('5xx', 1)];
    const expr = text.replaceAll('{{args.version}}', 'aaaa');
    expect(await judge([], [{ name: 'grouped', series, expr, labels: '{}', value: 0.75 }])).toBe('');
  });

  test.each(cases)('%s', async (name, series, value) => {
    const expr = query.replaceAll('{{args.version}}', 'aaaa');
    expect(await judge([], [{ name, series, expr, labels: '{}', value }])).toBe('');
  });
});
