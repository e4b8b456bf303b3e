import type { Autoscaler } from './model/autoscalers.ts';
import { listAt, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { firstOf } from './model/words.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

/** Fields of the metrics that the metrics server produces. */
const produced = ['resource', 'containerResource'] as const;

export const autoscalerMetrics: Rule = {
  name: 'autoscaler-metrics',
  why: 'an autoscaler whose metric nothing produces never scales, neither up nor down',

  check(objects) {
    const recorded = recordedSeries(objects);
    return objects.autoscalers.flatMap(autoscaler => [
      ...metricFindings(autoscaler),
      ...triggerFindings(autoscaler, recorded),
    ]);
  },
};

/** No environment holds an adapter of custom metrics; KEDA produces what a ScaledObject asks for. */
function metricFindings({ object }: Autoscaler): Finding[] {
  return listAt(object.manifest, 'spec', 'metrics')
    .filter(metric => produced.every(field => textAt(metric, field, 'name') === undefined))
    .map(metric =>
      finding(object, {
        found: `scales by a metric of type ${textAt(metric, 'type')}, which nothing here produces`,
        allowed: 'Resource and ContainerResource',
        fix: 'make it a trigger of a ScaledObject, whose metrics KEDA produces',
      }),
    );
}

/** A name with a colon is one that a rule records (prometheus.io/docs/practices/rules/). */
function triggerFindings({ object }: Autoscaler, recorded: ReadonlySet<string>): Finding[] {
  const queries = listAt(object.manifest, 'spec', 'triggers').flatMap(
    trigger => textAt(trigger, 'metadata', 'query') ?? [],
  );
  const used = new Set(queries.flatMap(recordedNames));
  return [...used]
    .filter(name => !recorded.has(name))
    .map(name =>
      finding(object, {
        found: `asks for the series ${name}, which no PrometheusRule records`,
        allowed: firstOf([...recorded]) || 'none, since no PrometheusRule here records a series',
        fix: 'add the recording rule, or change the query',
      }),
    );
}

function recordedSeries(objects: ObjectIndex): ReadonlySet<string> {
  const rules = objects
    .ofKind('monitoring.coreos.com', 'PrometheusRule')
    .flatMap(({ manifest }) => listAt(manifest, 'spec', 'groups').flatMap(group => listAt(group, 'rules')));
  return new Set(rules.flatMap(rule => textAt(rule, 'record') ?? []));
}

/** The names with a colon in a query, outside of quotes and of the brackets of a range. */
function recordedNames(query: string): string[] {
  const withoutTexts = query.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`|\[[^\]]*\]/g, '');
  return withoutTexts.match(/[a-zA-Z_]\w*(?::\w+)+/g) ?? [];
}
