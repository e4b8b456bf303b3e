import { objectOf } from '../../../support/manifests.ts';
import { web } from '../manifests.ts';

const template = (...args: Parameters<typeof web>) =>
  objectOf(web(...args), 'AnalysisTemplate', 'web-success-rate').spec;

const blueGreen = { strategy: 'blueGreen' as const };

describe('success rate analysis', () => {
  test('asks Prometheus for the share of answers without a 5xx, of the new version behind the active Service', () => {
    const { address, query } = template().metrics[0].provider.prometheus;
    const pods = 'namespace="production",service="web",pod=~"web-{{args.version}}-.+"';
    const all = `sum(rate(http_requests_total{${pods}}[120s]))`;
    const failed = `sum(rate(http_requests_total{${pods},code=~"5.."}[120s]))`;
    expect(address).toBe('http://prometheus-operated.monitoring.svc:9090');
    expect(query.split('\n')).toEqual([
      `1 - (${failed} or ${all} * 0)`,
      `  / (${all} > 0)`,
      `or sum(up{${pods}} == 1) * 0 + 1`,
    ]);
  });

  test('gets the version from the Rollout', () => {
    expect(template().args).toEqual([{ name: 'version' }]);
  });

  test('fails at the first measurement below the rate, and is inconclusive without data', () => {
    const delivery = { ...blueGreen, analysis: { successRate: 0.95 } };
    expect(template({ delivery }).metrics[0]).toMatchObject({
      successCondition: 'len(result) > 0 && result[0] >= 0.95',
      failureCondition: 'len(result) > 0 && result[0] < 0.95',
      failureLimit: 0,
      inconclusiveLimit: 0,
      consecutiveErrorLimit: 2,
    });
  });

  test('begins after the new color has been scraped through the active Service', () => {
    expect(template().metrics[0].initialDelay).toBe('60s');
  });

  test('has a window back to the previous measurement', () => {
    const analysis = { interval: '10m' as const, count: 2 };
    const delivery = { ...blueGreen, analysis, scaleDownDelay: '1h' as const };
    expect(template({ delivery }).metrics[0].provider.prometheus.query).toContain('[600s]');
  });

  test('counts with the counter of the environment file', () => {
    const metrics = { requests: 'app_requests_total' };
    expect(template({ metrics }).metrics[0].provider.prometheus.query).toContain('app_requests_total{');
  });

  test('finds errors by the label of the environment file', () => {
    const { query } = template({ metrics: { statusLabel: 'status' } }).metrics[0].provider.prometheus;
    expect(query).toContain(',status=~"5.."}');
    expect(query).not.toContain('code=');
  });

  test.each([false as const, { requests: false as const }])('is not there with metrics %j', metrics => {
    const names = web({ metrics }).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(names).not.toContain('AnalysisTemplate/web-success-rate');
  });
});
