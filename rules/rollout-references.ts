import { at, listAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { labelSelector, matches } from './model/selector.ts';
import { firstOf } from './model/words.ts';
import { podTemplateOf } from './model/workloads.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const rolloutReferences: Rule = {
  name: 'rollout-references',
  why: 'a Rollout whose Services or analysis templates are missing stays InvalidSpec and releases nothing',

  check(objects) {
    return objects
      .ofKind('argoproj.io', 'Rollout')
      .flatMap(rollout => [
        ...serviceFields.flatMap(path => serviceFindings(rollout, path, objects)),
        ...analyses(rollout).flatMap(template => analysisFindings(rollout, template, objects)),
        ...lenderFindings(rollout, objects),
      ]);
  },
};

const serviceFields = [
  ['blueGreen', 'activeService'],
  ['blueGreen', 'previewService'],
  ['canary', 'stableService'],
  ['canary', 'canaryService'],
] as const;

function serviceFindings(
  rollout: Placed,
  [strategy, field]: (typeof serviceFields)[number],
  objects: ObjectIndex,
): Finding[] {
  const name = textAt(rollout.manifest, 'spec', 'strategy', strategy, field);
  if (name === undefined) return [];
  const { namespace = '' } = rollout.manifest.metadata;
  const service = objects.services.get(`${namespace}/${name}`);
  if (service === undefined) {
    return [
      finding(rollout, {
        found: `${field} names Service ${name}, which does not exist`,
        allowed:
          firstOf(objects.ofKind('', 'Service').map(({ manifest }) => manifest.metadata.name)) ||
          'none, since there is no Service',
        fix: 'name one of these, or add the Service',
      }),
    ];
  }
  const labels = (at(podTemplateOf(rollout, objects), 'metadata', 'labels') ?? {}) as Record<string, string>;
  if (service.selector !== undefined && matches(labelSelector(service.selector), labels)) return [];
  return [
    finding(rollout, {
      found: `${field} ${name} does not select the pods of this Rollout`,
      allowed: 'a Service whose selector matches the labels of the pod template',
      fix: `change the selector of Service ${name}`,
    }),
  ];
}

interface Template {
  readonly name: string;
  readonly clusterScope: boolean;
}

/** The analysis templates that a Rollout starts, in every place that can name one. */
function analyses({ manifest }: Placed): Template[] {
  const strategy = at(manifest, 'spec', 'strategy');
  const steps = listAt(strategy, 'canary', 'steps').map(step => at(step, 'analysis'));
  const places = [
    at(strategy, 'blueGreen', 'prePromotionAnalysis'),
    at(strategy, 'blueGreen', 'postPromotionAnalysis'),
    at(strategy, 'canary', 'analysis'),
    ...steps,
  ];
  return places
    .flatMap(place => listAt(place, 'templates'))
    .map(template => ({
      name: textAt(template, 'templateName') ?? '',
      clusterScope: at(template, 'clusterScope') === true,
    }));
}

function analysisFindings(
  rollout: Placed,
  { name, clusterScope }: Template,
  objects: ObjectIndex,
): Finding[] {
  const kind = clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
  const namespace = clusterScope ? '' : (rollout.manifest.metadata.namespace ?? '');
  if (objects.find('argoproj.io', kind, namespace, name)) return [];
  const names = objects.ofKind('argoproj.io', kind).map(({ manifest }) => manifest.metadata.name);
  return [
    finding(rollout, {
      found: `starts ${kind} ${name}, which does not exist`,
      allowed: firstOf(names) || `none, since there is no ${kind}`,
      fix: 'name one of these, or add the template',
    }),
  ];
}

function lenderFindings(rollout: Placed, objects: ObjectIndex): Finding[] {
  const name = textAt(rollout.manifest, 'spec', 'workloadRef', 'name');
  if (name === undefined || podTemplateOf(rollout, objects) !== undefined) return [];
  return [
    finding(rollout, {
      found: `borrows the pod template of ${textAt(rollout.manifest, 'spec', 'workloadRef', 'kind')} ${name}, which does not exist`,
      allowed: 'a Deployment among the objects',
      fix: 'change spec.workloadRef, or write spec.template',
    }),
  ];
}
