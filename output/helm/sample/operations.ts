import type { Duration } from 'cdk8s';
import { Quantity } from '../../../config/units/quantity.ts';
import { call, type Expression, include, literal, piped, variable } from '../template/expression.ts';
import { includedBy, operandsOf } from '../template/inspect.ts';
import { value } from './choice.ts';
import { type Interpretation, variableNameOf } from './interpretation.ts';

/** Carries an operation out on operands that may be markers. Undefined: as TypeScript does. */
type Carry = (here: Interpretation, operands: readonly unknown[]) => unknown;

/** Arithmetic on numbers. */
const arithmetic: Readonly<Record<string, Carry>> = {
  sum: (here, numbers) => here.arithmetic('add', numbers),
  product: (here, numbers) => here.arithmetic('mul', numbers),
  largest: (here, numbers) => here.arithmetic('max', numbers),
  smallest: (here, numbers) => here.arithmetic('min', numbers),
  quotientUp: (here, [dividend, divisor]) => {
    const raised = here.arithmetic('add', [dividend, Number(divisor) - 1]);
    return raised === undefined ? undefined : here.arithmetic('div', [raised, divisor]);
  },
  quotient: (here, [dividend, divisor]) =>
    here.derived(dividend, from => call('divf', from, literal(Number(divisor)))),
};

/** Operations on texts, durations and quantities. */
const texts: Readonly<Record<string, Carry>> = {
  formatDuration: (here, [duration]) => here.derived((duration as Duration).toSeconds(), durationText),
  variableName: (here, [name]) => here.derived(name, variableNameOf),
  portOfUrl: (here, [url]) => here.derived(url, from => include('port-of-url', from)),
  plusBytes: (here, [bytes, more]) => {
    const mebibytes = literal(Quantity.parse(String(more)).in('Mi'));
    return here.derived(String(bytes), from => include('more-bytes', call('list', from, mebibytes)));
  },
  ofMajor: (here, [name, major]) => {
    if (major !== here.choices.version)
      throw new Error(
        `ofMajor: expected the value of database.version, found ${major}; make another operation for it`,
      );
    return `${name}-${here.number({ ...value('database.version'), type: 'integer' })}`;
  },
  joined: (here, [texts, separator]) => here.joined(texts as readonly string[], String(separator)),
  podHosts: (here, [service, count, namespace]) =>
    here.ofEachPod(count, ordinal => `${service}-${ordinal}.${service}.${namespace}.svc`),
};

/** Replicas of the cache, as the sample environment has them. */
const replicas = { ...value('cache.replicas'), type: 'integer' } as const;

/** Operations on data that a chart renders before it computes with it. */
const data: Readonly<Record<string, Carry>> = {
  shared: (here, [name, data]) => here.shared(String(name), data),
  count: (here, [name, list]) => {
    const items = piped('rest', piped('splitList', literal('\n- '), here.named(String(name), list)));
    return here.number(piped('len', items));
  },
  sortedSet: (here, [name, texts]) => here.sortedSet(String(name), texts),
  prettyJson: (here, [name, data]) =>
    here.text(piped('toPrettyJson', piped('fromYaml', here.named(String(name), data)))),
  checksum: (here, [texts]) =>
    here.text(piped('sha256sum', piped('toRawJson', piped('fromYaml', here.blockOf(texts))))),
  storedSecrets: (here, [_made, uses]) => here.storedSecrets(uses),
  byDependency: (here, [name, all]) => here.byDependency(String(name), all as readonly object[]),
  hardLimits: (here, [pods]) => here.record(include('hard-limits', here.kindsOf(pods))),
  largestVolume: (here, [pods]) => here.record(include('largest-volume', here.kindsOf(pods))),
  largestContainer: (here, [pods, least]) => here.largestContainer(pods, least),
};

const rules = 'applications.*.scale.rules';

/** Operations on one value of an environment each: where it is, and what they are there. */
export const bound: Readonly<Record<string, readonly [about: string, carry: Carry]>> = {
  drains: ['applications.*.shutdown.drain', here => here.choices.drains],
  isIdle: ['applications.*.scale', here => here.choices.idle],
  leastReplicas: ['applications.*.scale', here => here.number(include('least-replicas', field('scale')))],
  hasSeveralPoolers: ['database.pooler.instances', here => here.choices.pooler !== 1],
  isEnvoyGateway: ['cluster.namespaces.gateway', here => here.choices.envoyGateway],
  fitInGateway: ['applications.*', here => !here.choices.manyHosts],
  dataPodNames: ['cache', here => here.ofEachPod(here.number(replicas), ordinal => `cache-${ordinal}`)],
  distinct: [rules, (here, [policies]) => here.policies(policies as readonly object[])],
  ruleCount: [rules, here => here.number(call('len', field('scale.rules')))],
  largestAdjustment: [rules, here => here.number(ofApplication('$largestAdjustment'))],
  shortestCooldown: [rules, here => here.number(ofApplication('$shortestCooldown'))],
};

function field(key: string): Expression {
  return value(`applications.*.${key}`);
}

function ofApplication(name: string): Expression {
  return variable(name, 'integer', ['application']);
}

/** Seconds that come from a duration have its text; others are written anew. */
function durationText(seconds: Expression): Expression {
  const [, duration] = includedBy(seconds) === 'seconds' ? operandsOf(seconds, 'include') : [];
  return duration ?? include('duration', seconds);
}

const general: Readonly<Record<string, Carry>> = { ...arithmetic, ...texts, ...data };

/**
 * How a chart carries out an operation of `config/units/` or of a construct.
 *
 * @throws for one that has no template, and for one that is asked about another value than the one it is bound to.
 */
export function carryOut(operation: string, here: Interpretation, operands: readonly unknown[]): unknown {
  const [about, carry] = bound[operation] ?? [undefined, general[operation]];
  if (carry === undefined) {
    throw new Error(
      `no template for the operation ${operation}; describe it in output/helm/sample/operations.ts`,
    );
  }
  if (about === undefined) return carry(here, operands);
  const places = here.placesIn(operands);
  if (places.length === 0) return undefined;
  const other = places.find(place => !`${place}.`.startsWith(`${about}.`));
  if (other === undefined) return carry(here, operands);
  throw new Error(
    `${operation}: expected the value of ${about}, found that of ${other}; make another operation for it`,
  );
}
