import * as fc from 'fast-check';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { law } from '../../support/law.ts';
import type { Manifest } from '../../support/manifests.ts';
import { growth } from '../../support/processor-time.ts';
import { type ApplicationInput, tierOf } from './manifests.ts';
import { rules } from './scaling/support.ts';

const scale: fc.Arbitrary<ApplicationInput['scale']> = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.record({
    min: fc.integer({ min: 1, max: 3 }),
    max: fc.integer({ min: 4, max: 9 }),
    mode: fc.constantFrom('target' as const, 'step' as const),
    rules: fc.subarray(rules, { minLength: 1 }),
  }),
);

const application: fc.Arbitrary<ApplicationInput> = fc.record({
  image: fc.constant(smallApplication.image),
  resources: fc.constant(smallApplication.resources),
  scale,
  delivery: fc.constantFrom({ strategy: 'blueGreen' as const }, { strategy: 'rollingUpdate' as const }),
});

const names = ['api', 'shop', 'web', 'web-shop', 'worker'];
const applications = fc.dictionary(fc.constantFrom(...names), application, { minKeys: 1, maxKeys: 4 });

function objects(input: NonNullable<EnvironmentInput['applications']>): Manifest[] {
  return tierOf(environmentWith({ applications: input }));
}

function belongsTo(name: string) {
  return ({ metadata }: Manifest) => metadata.labels.app === name;
}

describe('application tier', () => {
  test('gives an application eight objects, all with its labels', () => {
    const manifests = objects({ web: { ...smallApplication, scale: { min: 1, max: 2, rules } } });
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount web',
      'Service web',
      'Service web-preview',
      'AnalysisTemplate web-health',
      'AnalysisTemplate web-success-rate',
      'Rollout web',
      'PodDisruptionBudget web',
      'ScaledObject web',
    ]);
    for (const { metadata } of manifests) {
      expect(metadata.namespace).toBe('production');
      expect(metadata.labels).toEqual({
        app: 'web',
        'app.kubernetes.io/name': 'web',
        'app.kubernetes.io/component': 'application',
        'app.kubernetes.io/managed-by': 'slipway',
        'app.kubernetes.io/part-of': 'production',
      });
    }
  });

  test('has no objects without applications', () => {
    expect(objects({})).toEqual([]);
  });

  test('an application changes no object of another', () => {
    law(
      fc.property(applications, application, (others, added) => {
        const before = objects(others);
        const after = objects({ ...others, added });
        expect(after.filter(({ metadata }) => metadata.labels.app !== 'added')).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  test('replicas have one owner: the file or the autoscaler, never both', () => {
    law(
      fc.property(applications, input => {
        const manifests = objects(input);
        for (const name of Object.keys(input)) {
          const ofApplication = manifests.filter(belongsTo(name));
          const fixed = ofApplication.filter(({ spec }) => spec?.replicas !== undefined).length;
          const scaled = ofApplication.filter(({ spec }) => spec?.scaleTargetRef !== undefined).length;
          expect(fixed + scaled).toBe(1);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('every reference between its objects leads to one of them', () => {
    law(
      fc.property(applications, input => {
        const manifests = objects(input);
        const present = new Set(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
        const missing = manifests.flatMap(references).filter(reference => !present.has(reference));
        expect(missing).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('eight times as many applications take about eight times as long, not 64 times', () => {
    expect(growth(render, 50, 400)).toBeLessThan(24);
  });
});

function render(count: number): void {
  const scaled = { ...smallApplication, scale: { min: 3, max: 12, rules } };
  const input = Object.fromEntries(Array.from({ length: count }, (_, index) => [`app-${index}`, scaled]));
  const environment = environmentWith({ applications: input });
  expect(tierOf(environment)).toHaveLength(8 * count);
}

function references({ spec }: Manifest): string[] {
  const target = spec?.scaleTargetRef;
  const account = spec?.template?.spec.serviceAccountName;
  const blueGreen = spec?.strategy?.blueGreen;
  return [
    ...(target ? [`${target.kind} ${target.name}`] : []),
    ...(account ? [`ServiceAccount ${account}`] : []),
    ...(blueGreen ? [`Service ${blueGreen.activeService}`, `Service ${blueGreen.previewService}`] : []),
    ...[blueGreen?.prePromotionAnalysis, blueGreen?.postPromotionAnalysis].flatMap(analysis =>
      (analysis?.templates ?? []).map(({ templateName }: Manifest) => `AnalysisTemplate ${templateName}`),
    ),
  ];
}
