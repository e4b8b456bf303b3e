import { kindKey, listAt, mapAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { containersOf } from './model/pod-groups.ts';
import { podTemplateOf, workloadsIn } from './model/workloads.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

interface Form {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly words: string;
}

const subdomain: Form = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  longest: 253,
  words: 'up to 253 lower case letters, digits, hyphens and dots',
};
const label = (longest: number): Form => ({
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  longest,
  words: `up to ${longest} lower case letters, digits and hyphens`,
});

/** Kinds whose names RBAC takes as path segments: any text without a slash. */
const pathSegments = /^(Cluster)?Role(Binding)?$/;

/**
 * Kinds whose names become part of something shorter:
 *
 * - Service: a DNS label (kubernetes `pkg/apis/core/validation`);
 * - CronJob: 63 less a suffix of 11 characters (kubernetes `pkg/apis/batch/validation`);
 * - StatefulSet: 63 less the 11 that the pods' label controller-revision-hash adds (`pkg/controller/statefulset`);
 * - Cluster: 50 (cloudnative-pg `internal/webhook/v1/cluster_webhook.go`).
 */
const forms: Readonly<Record<string, Form>> = {
  '/Namespace': label(63),
  '/Service': {
    ...label(63),
    pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    words: 'up to 63 lower case letters, digits and hyphens, a letter first',
  },
  'apps/StatefulSet': label(52),
  'batch/CronJob': label(52),
  'batch/Job': label(63),
  'postgresql.cnpg.io/Cluster': {
    ...label(50),
    pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    words: 'up to 50 lower case letters, digits and hyphens, a letter first',
  },
};

const labelValue: Form = {
  pattern: /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
  longest: 63,
  words: 'up to 63 letters, digits, hyphens, underscores and dots, a letter or digit first and last',
};

export const objectNames: Rule = {
  name: 'object-names',
  why: 'the API server refuses names and label values that are too long or hold other characters',

  check(objects) {
    return objects.all.flatMap(object => [
      ...nameFindings(object),
      ...labelFindings(object, mapAt(object.manifest, 'metadata', 'labels'), 'label'),
      ...workloadsIn(object).flatMap(workload => templateFindings(workload, objects)),
    ]);
  },
};

function nameFindings(object: Placed): Finding[] {
  if (pathSegments.test(object.manifest.kind)) return [];
  return formFindings(object, 'name', object.manifest.metadata.name, forms[kindKey(object)] ?? subdomain);
}

function labelFindings(object: Placed, labels: Readonly<Record<string, unknown>>, what: string): Finding[] {
  return Object.entries(labels).flatMap(([key, value]) =>
    formFindings(object, `${what} ${key}`, String(value), labelValue),
  );
}

function templateFindings(object: Placed, objects: ObjectIndex): Finding[] {
  const template = podTemplateOf(object, objects);
  const containers = containersOf(mapAt(template).spec);
  return [
    ...labelFindings(object, mapAt(template, 'metadata', 'labels'), 'pod label'),
    ...containers.flatMap(container =>
      formFindings(object, 'container', textAt(container, 'name') ?? '', label(63)),
    ),
    ...containers
      .flatMap(container => listAt(container, 'ports'))
      .flatMap(port =>
        formFindings(object, 'port', textAt(port, 'name') ?? 'http', {
          ...label(15),
          pattern: /^(?!.*--)[a-z0-9-]*[a-z][a-z0-9-]*$/,
        }),
      ),
  ];
}

function formFindings(
  object: Placed,
  what: string,
  text: string,
  { pattern, longest, words }: Form,
): Finding[] {
  if (text.length <= longest && pattern.test(text)) return [];
  const length = text.length > longest ? ` has ${text.length} characters` : ' holds other characters';
  return [finding(object, { found: `${what} ${text}${length}`, allowed: words, fix: 'choose another name' })];
}
