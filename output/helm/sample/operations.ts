import type { Duration } from 'cdk8s';
import { withPlainValues } from '../../../charts/application/pod/plain-values.ts';
import {
  call,
  dict,
  type Expression,
  include,
  inside,
  piped,
  root,
  variable,
} from '../template/expression.ts';
import { includedBy, loopsOf, operandsOf, readsOf } from '../template/inspect.ts';
import { textOf } from '../template/line.ts';
import { questionId, value } from './choice.ts';
import { type Carry, type Interpretation, variableNameOf } from './interpretation.ts';
import { wholeLoops } from './loops.ts';
import { ofFamily, ofTargets } from './operations-network.ts';
import { podOperations } from './operations-pod.ts';

/** Operations on numbers, texts, durations and quantities. */
const scalars: Readonly<Record<string, Carry>> = {
  ofFamily,
  ...ofTargets,
  sum: (here, numbers) => here.arithmetic('add', numbers, 0),
  product: (here, numbers) => here.arithmetic('mul', numbers, 1),
  largest: (here, numbers) => here.arithmetic('max', numbers),
  smallest: (here, numbers) => here.arithmetic('min', numbers),
  quotientUp: (here, [dividend, divisor]) => {
    const raised = here.arithmetic('add', [dividend, Number(divisor) - 1], 0);
    return raised === undefined ? undefined : here.arithmetic('div', [raised, divisor]);
  },
  quotient: (here, [dividend, divisor]) =>
    here.derived(dividend, from => call('divf', from, Number(divisor))),
  formatDuration: (here, [duration]) => here.derived((duration as Duration).toSeconds(), durationText),
  networkOf: (here, [address]) => here.derived(address, from => include('network-of', from)),
  variableName: (here, [name]) => here.derived(name, variableNameOf),
  helmHook: (here, [name]) =>
    here.derived(name, from => include('before-release-hook', dict({ root, name: from }))),
  furtherDatabaseCount: (here, databases) =>
    here.symbols.expressionsIn(databases).length === 0
      ? undefined
      : here.marker(call('len', value('databases.*.databases'))),
  isFirstDatabase: (here, [name]) => (here.isMarker(name) ? here.choices.isFirst : undefined),
  variablePrefix: (here, [name]) => here.derived(name, from => include('variable-prefix', from)),
  keyOfDatabase: (here, [name]) => here.derived(name, from => include('key-of-database', from)),
  titleOfDatabase: (here, [name]) => here.derived(name, from => include('title-of-database', from)),
  namesOfTiers: here => here.marker(include('names-of-tiers')),
  clusterPattern: (here, [_clusters, suffix]) =>
    here.marker(include('cluster-pattern', dict({ root, suffix: String(suffix) }))),
  furtherNames: here => {
    const item = variable('$further', 'word', ['further']);
    const over = piped('sortAlpha', call('keys', value('databases')));
    here.loops.add({ id: 'further', item, over, isInnermost: true });
    return here.choices.hasFurther ? [here.marker(item)] : [];
  },
  isFirstCache: (here, [name]) => (here.isMarker(name) ? here.choices.isFirstCache : undefined),
  keyOfCache: (here, [name]) => here.derived(name, from => include('key-of-cache', from)),
  titleOfCache: (here, [name]) => here.derived(name, from => include('title-of-cache', from)),
  eachCache: (here, [_environment, suffix]) =>
    here.marker(include('each-cache', dict({ root, suffix: String(suffix) }))),
  dataPodNames: (here, [cache]) => {
    const [name] = cache as readonly string[];
    const replicas = here.marker({ ...value('caches.*.replicas'), type: 'integer' });
    return eachPod(here, replicas, ordinal => `${name}-${ordinal}`);
  },
  podSecurityLevel: here => here.marker(include('pod-security-level')),
  portSuffix: (here, [port]) => here.derived(port, from => include('port-suffix', from)),
  portOfUrl: (here, [url]) => here.derived(url, from => include('port-of-url', from)),
  ofMajor: (here, [name, major]) => {
    if (major !== here.choices.version)
      throw new Error(
        `ofMajor: expected the value of databases.*.version, found ${major}; make another operation for it`,
      );
    return `${name}-${here.marker({ ...value('databases.*.version'), type: 'integer' })}`;
  },
  /** One text in a loop becomes all of them, in one line: the innermost loop, where it is in several. */
  joined: (here, [texts, separator]) => {
    const [text = '', ...others] = texts as readonly string[];
    const id = [...here.symbols.loopsOf(text)].filter(loop => !wholeLoops.includes(loop)).at(-1);
    if (others.length > 0 || id === undefined) return undefined;
    const { item, over } = here.loops.get(id);
    const index = variable('$index', 'integer', [id]);
    const body = here.symbols.piecesOf(text);
    return here.marker({ kind: 'range', loop: id, index, item, over, separator: String(separator), body });
  },
  ownerOf: (here, [, host]) => here.derived(host, from => from) && ownerOf(here, String(host)),
  podHosts: (here, [service, count, namespace]) =>
    eachPod(here, count, ordinal => `${service}-${ordinal}.${service}.${namespace}.svc`),
};

/** Operations on data that a chart renders before it computes with it. */
const data: Readonly<Record<string, Carry>> = {
  shared: (here, [name, data, about]) => {
    const loop = [...here.symbols.loopsOf(about)].find(id => wholeLoops.includes(id));
    const block =
      loop === undefined ? here.named(String(name), data) : here.namedInLoop(String(name), data, loop);
    return Array.isArray(data) ? [here.marker(block)] : here.record(block);
  },
  fitInGateway: here => !here.choices.manyHosts,
  count: (here, [name, list]) =>
    here.marker(piped('len', piped('rest', piped('splitList', '\n- ', here.named(String(name), list))))),
  isCounted: here => here.choices.counted,
  joinedSet: (here, [name, texts, separator]) => {
    const sorted = piped('sortAlpha', piped('uniq', piped('fromYamlArray', here.named(String(name), texts))));
    return here.marker(piped('join', String(separator), sorted));
  },
  prettyJson: (here, [name, data]) =>
    here.marker(piped('toPrettyJson', piped('fromYaml', here.named(String(name), data)))),
  checksum: (here, [texts]) =>
    here.marker(piped('sha256sum', piped('toRawJson', piped('fromYaml', here.blockOf(texts))))),
  storedSecrets: (here, [_made, uses]) => {
    const operand = dict({ root, uses: here.blockOf(uses) });
    const item = variable('$stored', 'data', ['stored']);
    const key = variable('$key', 'word', ['stored', 'stored-keys']);
    const over = piped('fromJsonArray', include('stored-secrets', operand));
    const whole = variable('$whole', 'data', ['whole']);
    here.loops.add({ id: 'stored', item, over, filter: inside(item, 'keys', 'data') });
    here.loops.add({ id: 'stored-keys', item: key, over: inside(item, 'keys', 'data') });
    here.loops.add({ id: 'whole', item: whole, over, filter: call('not', inside(whole, 'keys', 'data')) });
    return [
      { name: here.marker(inside(item, 'name', 'word')), keys: [here.marker(key)] },
      { name: here.marker(inside(whole, 'name', 'word')), keys: [] },
    ];
  },
  /** All items become one block, which the chart sorts. */
  byDependency: (here, [name, all, container]) => {
    const variables = here.named(String(name), all, true, here.itemOf(container));
    return [{ name: here.marker(include('by-dependency', variables)) }];
  },
  /** All of the object becomes one block. */
  ofItem: (here, [name, object, item]) => ({
    name: here.marker(here.named(String(name), withPlainValues(object), true, here.itemOf(item))),
  }),
  hardLimits: (here, [pods]) => here.record(include('hard-limits', kindsOf(here, pods))),
  largestVolume: (here, [pods]) => here.record(include('largest-volume', kindsOf(here, pods))),
  defaultLimits: (here, [pods, limits]) => {
    const operand = dict({ pods: kindsOf(here, pods), limits: dict(limits as Record<string, string>) });
    return here.record(include('default-limits', operand));
  },
  largestContainer: (here, [pods, unnamed]) => {
    const { limits } = unnamed as { limits: object };
    const least = Object.entries(limits).map(([key, amount]) => [key, String(amount)]);
    const operand = dict({ pods: kindsOf(here, pods), least: dict(Object.fromEntries(least)) });
    return here.record(include('largest-container', operand));
  },
};

/** Operations on one value of an environment each: where it is, and what they are there. */
export const bound: Readonly<Record<string, readonly [about: string, carry: Carry]>> = {
  ...podOperations,
  drains: ['applications.*.shutdown.drain', here => here.choices.drains],
  isResource: ['applications.*.podFields.*', here => here.choices.podField === 'resource'],
  isIdle: ['applications.*.scale', here => here.choices.idle],
  leastReplicas: ['applications.*.scale', here => here.marker(include('least-replicas', scale))],
  hasSeveralPoolers: ['databases.*.pooler.instances', here => here.choices.pooler !== 1],
  isEnvoyGateway: ['cluster.namespaces.gateway', here => here.choices.envoyGateway],
  distinct: ['applications.*.scale.rules', (here, [policies]) => policyOfRules(here, policies as object[])],
  ruleCount: ['applications.*.scale.rules', here => here.marker(call('len', inside(scale, 'rules', 'data')))],
  largestAdjustment: ['applications.*.scale.rules', here => here.marker(ofApplication('$largestAdjustment'))],
  shortestCooldown: ['applications.*.scale.rules', here => here.marker(ofApplication('$shortestCooldown'))],
};

const scale = value('applications.*.scale');

/** What is known of a host, by its name. */
function ownerOf(here: Interpretation, host: string) {
  const of = call('get', variable('$owners', 'data'), here.operand(host));
  const known = (key: string) => here.marker({ kind: 'field', of, path: [key], type: 'word' });
  return { host, application: known('application'), name: known('name'), certificate: known('certificate') };
}

function ofApplication(name: string) {
  return variable(name, 'integer', ['application']);
}

/** A text for each pod of a StatefulSet, in a loop over as many; undefined when it is known how many. */
function eachPod(here: Interpretation, count: unknown, textOfPod: (ordinal: unknown) => string) {
  const expression = here.symbols.expressionOf(count);
  if (expression === undefined) return undefined;
  const id = `pods ${textOf(expression)}`;
  const item = variable('$ordinal', 'integer', [...loopsOf(expression), id]);
  here.loops.add({ id, item, over: call('until', call('int', expression)) });
  return [textOfPod(here.marker(item))];
}

/** The variable that holds each kind of pod, and how often it is there. */
function kindsOf(here: Interpretation, pods: unknown) {
  here.definitions.addKinds('$pods', here.blockOf(pods));
  return variable('$pods', 'data');
}

/** Every rule gives a policy in the same way, so that one loop goes through all rules. */
function policyOfRules(here: Interpretation, policies: readonly object[]): object[] {
  const ways = policies.map(policy => {
    const fields = Object.entries(policy).map(([key, field]) => [key, here.operand(field)]);
    return dict(Object.fromEntries(fields));
  });
  const [way = dict({})] = ways;
  if (ways.some(other => textOf(other) !== textOf(way))) {
    const found = ways.map(other => textOf(other)).join(' and ');
    throw new Error(`distinct: expected the same policy of every scaling rule, found ${found}`);
  }
  here.definitions.addOfRules('$policies', way);
  const item = variable('$policy', 'data', ['application', 'policies']);
  const over = variable('$policies', 'data', ['application']);
  here.loops.add({ id: 'policies', item, over, question: questionId('scales') });
  const fields = Object.entries(policies[0] ?? {}).map(([key, field]) => {
    const type = typeof field === 'number' ? 'integer' : 'word';
    return [key, here.marker(inside(item, key, type))];
  });
  return [Object.fromEntries(fields)];
}

const general: Readonly<Record<string, Carry>> = { ...scalars, ...data };

/**
 * How a chart carries out an operation of `config/units/` or of a construct.
 *
 * @throws for one that has no template, and for one that is asked about another value than the one it is bound to.
 */
export function carryOut(operation: string, here: Interpretation, operands: readonly unknown[]): unknown {
  const [about, carry] = bound[operation] ?? [undefined, general[operation]];
  if (carry === undefined)
    throw new Error(
      `no template for the operation ${operation}; describe it in output/helm/sample/operations.ts`,
    );
  if (about === undefined) return carry(here, operands);
  const places = here.symbols.expressionsIn(operands).flatMap(readsOf);
  if (places.length === 0) return undefined;
  const other = places.find(place => !`${place}.`.startsWith(`${about}.`));
  if (other === undefined) return carry(here, operands);
  throw new Error(
    `${operation}: expected the value of ${about}, found that of ${other}; make another operation for it`,
  );
}

/** Seconds that come from a duration have its text; others are written anew. */
function durationText(seconds: Expression): Expression {
  const [, duration] = includedBy(seconds) === 'seconds' ? operandsOf(seconds, 'include') : [];
  return duration ?? include('duration', seconds);
}
