import { autoscalingOf } from '../../../charts/application/scaling/from-rules.ts';
import { rules, scaling } from '../../charts/application/scaling/support.ts';
import { constant, counter, judge, type Series } from './promtool.ts';

const { target, range } = scaling({ rules: rules.filter(({ metric }) => metric === 'RequestCount') });
const [requestCount] = autoscalingOf(target, range).metrics.filter(metric => metric.type === 'External');

function up(service: string, value = 1): Series {
  return constant(`up{namespace="production",service="${service}",pod="web-1"}`, value);
}

function requests(service: string, code: number, perSecond: number): Series {
  const labels = `namespace="production",service="${service}",pod="web-1",code="${code}"`;
  return counter(`http_requests_total{${labels}}`, perSecond);
}

const cases: [string, Series[], number | undefined][] = [
  ['is a minute of all answers', [up('web'), requests('web', 200, 20), requests('web', 500, 5)], 1500],
  ['leaves other applications out', [up('web'), requests('web', 200, 1), requests('shop', 200, 9)], 60],
  ['is 0 before the first request', [up('web')], 0],
  ['has no answer while the application cannot be scraped', [up('web', 0)], undefined],
  ['has no answer for an application that is not scraped', [up('shop')], undefined],
];

describe('requests a minute, in Prometheus', () => {
  test.each(cases)('%s', async (name, series, value) => {
    const expr = `round(${requestCount?.query}, 0.001)`;
    expect(await judge([], [{ name, series, expr, labels: '{}', value }])).toBe('');
  });
});
