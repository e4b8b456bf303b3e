import { objectOf } from '../../../support/manifests.ts';
import { web } from '../manifests.ts';

const analysis = { count: 7, interval: '20s' as const };
const objects = web({
  metrics: false,
  health: '/ready',
  delivery: { strategy: 'blueGreen', analysis },
});
const template = objectOf(objects, 'AnalysisTemplate', 'web-active-health');

describe('health analysis after promotion, where nothing counts requests', () => {
  test('asks the new color through the active Service, with a connection for each measurement', () => {
    expect(template.spec.metrics[0].provider.web).toEqual({
      url: 'http://web.production.svc/ready',
      headers: [{ key: 'Connection', value: 'close' }],
      timeoutSeconds: 10,
    });
  });

  test('begins when every node sends requests to the new color', () => {
    expect(template.spec.metrics[0].initialDelay).toBe('60s');
  });

  test('needs every measurement to succeed, and repeats one without an answer twice', () => {
    expect(template.spec.metrics[0]).toMatchObject({
      count: 7,
      interval: '20s',
      consecutiveErrorLimit: 2,
    });
    expect(template.spec.metrics[0]).not.toHaveProperty('successCondition');
  });

  test('says on the object what examines a release, and why', () => {
    expect(template.metadata.annotations['slipway.dev/analysis']).toContain('nothing counts the requests');
  });

  test('is what the Rollout runs after promotion, without the version', () => {
    const { blueGreen } = objectOf(objects, 'Rollout', 'web').spec.strategy;
    expect(blueGreen.prePromotionAnalysis).toEqual({ templates: [{ templateName: 'web-health' }] });
    expect(blueGreen.postPromotionAnalysis).toEqual({ templates: [{ templateName: 'web-active-health' }] });
  });

  test('is not there where requests are counted', () => {
    expect(web().map(({ metadata }) => metadata.name)).not.toContain('web-active-health');
  });
});
