import { objectOf } from '../../../support/manifests.ts';
import { web } from '../manifests.ts';

const health = (...args: Parameters<typeof web>) =>
  objectOf(web(...args), 'AnalysisTemplate', 'web-health').spec.metrics[0];

describe('health analysis', () => {
  test('calls the new color through the preview Service', () => {
    expect(health({ health: '/ready' }).provider.web).toEqual({
      url: 'http://web-preview.production.svc/ready',
      timeoutSeconds: 10,
    });
  });

  test('needs every measurement to succeed, and repeats one without an answer twice', () => {
    const delivery = { strategy: 'blueGreen' as const, analysis: { count: 7, interval: '20s' as const } };
    expect(health({ delivery })).toMatchObject({ count: 7, interval: '20s', consecutiveErrorLimit: 2 });
  });

  test('accepts every 2xx with any body', () => {
    const metric = health();
    expect(metric).not.toHaveProperty('successCondition');
    expect(metric).not.toHaveProperty('failureCondition');
    expect(metric.provider.web).not.toHaveProperty('jsonPath');
  });
});
