import type { Autoscaler } from './model/autoscalers.ts';
import { listAt, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { firstOf } from './model/words.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

/** Fields of the metrics that the metrics server produces, whatever else there is. */
const produced = ['resource', 'containerResource'] as const;

export const autoscalerMetrics: Rule = {
  name: 'autoscaler-metrics',
  why: 'an autoscaler that asks for what nobody produces never scales up, and lets nothing go either',

  check(objects) {
    const recorded = recordedSeries(objects);
    return objects.autoscalers.flatMap(autoscaler => [
      ...metricFindings(autoscaler),
      ...triggerFindings(autoscaler, recorded),
    ]);
  },
};

/** An adapter of custom metrics belongs to no environment; KEDA produces what a ScaledObject asks for. */
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
  const asked = new Set(queries.flatMap(recordedNames));
  return [...asked]
    .filter(name => !recorded.has(name))
    .map(name =>
      finding(object, {
        found: `asks for the series ${name}, which no PrometheusRule records`,
        allowed: firstOf([...recorded]) || 'no recorded series, since nothing here records any',
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

/** What stands in quotes, or in the brackets of a range, is no name. */
function recordedNames(query: string): string[] {
  const bare = query.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`|\[[^\]]*\]/g, '');
  return bare.match(/[a-zA-Z_]\w*(?::\w+)+/g) ?? [];
}
