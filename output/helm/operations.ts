import type { Duration } from 'cdk8s';
import type { Interpreter } from '../../config/units/operation.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { Choices } from './choices.ts';
import type { Definitions } from './definitions.ts';
import type { Loops } from './loops.ts';
import { inline } from './pieces.ts';
import { argument, type Placeholder, type Symbols } from './symbols.ts';

/** Data that a chart renders into a named template before it computes with it. */
export interface NamedData {
  readonly name: string;
  readonly ofApplication: boolean;
  readonly data: unknown;
}

type Carry = (operands: readonly unknown[], interpretation: Interpretation) => unknown;

/** How a chart carries out the operations of `config/units/`. Undefined: as TypeScript does. */
const operations: Readonly<Record<string, Carry>> = {
  sum: (numbers, here) => here.arithmetic('add', numbers),
  product: (numbers, here) => here.arithmetic('mul', numbers),
  largest: (numbers, here) => here.arithmetic('max', numbers),
  smallest: (numbers, here) => here.arithmetic('min', numbers),
  quotientUp: ([dividend, divisor], here) => {
    const raised = here.arithmetic('add', [dividend, Number(divisor) - 1]);
    return raised === undefined ? undefined : here.arithmetic('div', [raised, divisor]);
  },
  quotient: ([dividend, divisor], here) =>
    here.derived(dividend, from => `divf ${from} ${divisor}`, 'number'),
  isZero: ([number], here) => here.chosen(number, ({ drains }) => !drains),
  isPositive: ([number], here) => here.chosen(number, ({ idle }) => !idle),
  leastReplicas: (_scale, here) =>
    here.number('include "slipway.least-replicas" $app.scale', ['application']),
  isEnvoyGateway: ([namespace], here) => here.chosen(namespace, ({ envoyGateway }) => envoyGateway),
  isSeveral: ([number], here) => here.chosen(number, ({ pooler }) => pooler > 1),
  formatDuration: ([duration], here) => here.duration((duration as Duration).toSeconds()),
  variableName: ([name], here) => here.derived(name, from => `${from} | upper | replace "-" "_"`, 'word'),
  portOfUrl: ([url], here) => here.derived(url, from => `include "slipway.port-of-url" ${from}`, 'integer'),
  dataPodNames: (_cache, here) => here.dataPodNames(),
  podHosts: ([service, count, namespace], here) => here.podHosts(String(service), count, String(namespace)),
  joined: ([texts, separator], here) => here.joined(texts as readonly string[], String(separator)),
  ofMajor: ([name], here) => `${name}-${here.number('$.Values.database.version', [])}`,
  plusBytes: ([bytes, more], here) =>
    here.derived(String(bytes), from => moreBytes(from, Quantity.parse(String(more)).in('Mi')), 'word'),
  distinct: ([policies], here) => here.policies(policies as readonly object[]),
  fitInGateway: (_hosts, here) => !here.choices.manyHosts,
  ruleCount: (_rules, here) => here.number('len $app.scale.rules', ['application']),
  largestAdjustment: (_rules, here) => here.number('$largestAdjustment', ['application']),
  shortestCooldown: (_rules, here) => here.number('$shortestCooldown', ['application']),
  shared: ([name, data], here) => here.shared(String(name), data),
  count: ([name, list], here) => here.count(String(name), list),
  sortedSet: ([name, texts], here) => here.sortedSet(String(name), texts),
  prettyJson: ([name, data], here) => here.prettyJson(String(name), data),
  checksum: ([texts], here) => here.checksum(texts),
  storedSecrets: ([_made, uses], here) => here.storedSecrets(uses),
  byDependency: ([name, all], here) => here.byDependency(String(name), all as readonly { name: string }[]),
  hardLimits: ([pods], here) => here.amounts('hard-limits', pods),
  largestVolume: ([pods], here) => here.amounts('largest-volume', pods),
  largestContainer: ([pods, least], here) => here.largestContainer(pods, least),
};

/** One synthesis with markers: carries out its operations, and keeps the data that they name. */
export class Interpretation {
  readonly named = new Map<string, NamedData>();

  constructor(
    private readonly symbols: Symbols,
    private readonly loops: Loops,
    private readonly definitions: Definitions,
    readonly choices: Choices,
  ) {}

  readonly interpreter: Interpreter = (name, operands) => {
    const carry = operations[name];
    if (carry === undefined) {
      throw new Error(`no template for the operation ${name}; describe it in output/helm/operations.ts`);
    }
    return carry(operands, this);
  };

  /** A marker for a function of numbers, or undefined when all of them are known. */
  arithmetic(operator: string, numbers: readonly unknown[]): number | undefined {
    const found = numbers.map(number => this.symbols.symbolOf(number));
    if (found.every(symbol => symbol === undefined)) return undefined;
    const neutral = operator === 'mul' ? 1 : operator === 'add' ? 0 : undefined;
    const kept = numbers.filter(number => number !== neutral);
    if (kept.length === 1) return kept[0] as number;
    const parts = kept.map(number => {
      const symbol = this.symbols.symbolOf(number);
      return symbol === undefined ? String(number) : argument(symbol);
    });
    return this.number(`${operator} ${parts.join(' ')}`, loopsOf(found));
  }

  /** The answer to a question about a value, as the choices have it. */
  chosen(value: unknown, answer: (choices: Choices) => boolean): boolean | undefined {
    return this.symbols.symbolOf(value) === undefined ? undefined : answer(this.choices);
  }

  duration(seconds: number): string | undefined {
    const symbol = this.symbols.symbolOf(seconds);
    if (symbol === undefined) return undefined;
    const written = /^include "slipway.seconds" (.*)$/.exec(symbol.pipeline)?.[1];
    const pipeline = written ?? `include "slipway.duration" ${argument(symbol)}`;
    return this.symbols.text({ ...symbol, pipeline, kind: 'word' });
  }

  derived(value: unknown, to: (argument: string) => string, kind: 'word' | 'integer' | 'number') {
    const symbol = this.symbols.symbolOf(value);
    if (symbol === undefined) return undefined;
    const derived: Placeholder = { pipeline: to(argument(symbol)), kind, loops: symbol.loops };
    return kind === 'word' ? this.symbols.text(derived) : this.symbols.number(derived);
  }

  podHosts(service: string, count: unknown, namespace: string): string[] | undefined {
    const symbol = this.symbols.symbolOf(count);
    if (symbol === undefined) return undefined;
    return [`${service}-${this.ordinal(argument(symbol))}.${service}.${namespace}.svc`];
  }

  dataPodNames(): string[] {
    return [`cache-${this.ordinal('$.Values.cache.replicas')}`];
  }

  /** The number of a pod of a StatefulSet, in a loop over as many. */
  private ordinal(count: string): number {
    const over = `until (int ${count})`;
    this.loops.add({ id: over, item: '$ordinal', over });
    return this.symbols.number({ pipeline: '$ordinal', kind: 'integer', loops: [over] });
  }

  joined(texts: readonly string[], separator: string): string | undefined {
    const [text = ''] = texts;
    const id = [...this.symbols.loopsOf(text)].find(loop => loop !== 'application');
    if (texts.length !== 1 || id === undefined) return undefined;
    const { item, over } = this.loops.get(id);
    const body = this.symbols.piecesOf(text).map(inline).join('');
    const pipeline = `{{ range $index, ${item} := ${over} }}{{ if $index }}${separator}{{ end }}${body}{{ end }}`;
    const loops = [...this.symbols.loopsOf(text)].filter(loop => loop !== id);
    return this.symbols.text({ pipeline, kind: 'template', loops });
  }

  /** Every rule gives a policy in the same way, so that one loop goes through all rules. */
  policies(policies: readonly object[]): object[] {
    const general = policies.map(policy => this.inLoop(policy, ['application', 'rules']));
    const [data] = general;
    if (general.some(one => JSON.stringify(one) !== JSON.stringify(data))) {
      throw new Error('scaling rules give policies in different ways; a chart knows one way for all');
    }
    const fields = Object.entries(data ?? {}).map(([key, value]) => `"${key}" ${this.operand(value)}`);
    this.definitions.addOfRules('$policies', `dict ${fields.join(' ')}`);
    const loops = ['application', 'policies'];
    return [
      Object.fromEntries(
        Object.entries(data ?? {}).map(([key, value]) => {
          const pipeline = `$policy.${key}`;
          if (typeof value === 'number') return [key, this.number(pipeline, loops)];
          return [key, this.symbols.text({ pipeline, kind: 'word', loops })];
        }),
      ),
    ];
  }

  shared(name: string, data: unknown): unknown {
    return Array.isArray(data)
      ? [this.block(this.include(name, data))]
      : this.record(this.include(name, data));
  }

  sortedSet(name: string, texts: unknown): string[] {
    const over = `${this.include(name, texts)} | fromYamlArray | uniq | sortAlpha`;
    this.loops.add({ id: name, item: '$text', over });
    return [this.symbols.text({ pipeline: '$text', kind: 'word', loops: [name] })];
  }

  prettyJson(name: string, data: unknown): string {
    const pipeline = `${this.include(name, data)} | fromYaml | toPrettyJson`;
    return this.symbols.text({ pipeline, kind: 'lines', loops: [] });
  }

  checksum(texts: unknown): string {
    return this.symbols.text({
      pipeline: `${this.pipelineOf(texts)} | fromYaml | toRawJson | sha256sum`,
      kind: 'word',
      loops: [],
    });
  }

  byDependency(name: string, all: readonly { name: string }[]): unknown[] {
    this.keep({ name, ofApplication: true, data: all });
    const data = `include "slipway.${name}" (dict "root" $ "name" $name "app" $app)`;
    return [{ name: this.block(`include "slipway.by-dependency" (${data})`, ['application']) }];
  }

  storedSecrets(uses: unknown): object[] {
    const over = `include "slipway.stored-secrets" (dict "root" $ "uses" (${this.pipelineOf(uses)})) | fromJsonArray`;
    this.loops.add({ id: 'stored', item: '$stored', over });
    this.loops.add({ id: 'stored-keys', item: '$key', over: '$stored.keys' });
    const text = (pipeline: string, loops: readonly string[]) =>
      this.symbols.text({ pipeline, kind: 'word', loops });
    return [{ name: text('$stored.name', ['stored']), keys: [text('$key', ['stored', 'stored-keys'])] }];
  }

  amounts(helper: string, pods: unknown): object {
    return this.record(`include "slipway.${helper}" ${this.kinds(pods)}`);
  }

  largestContainer(pods: unknown, unnamed: unknown): object {
    const { limits } = unnamed as { limits: object };
    const texts = Object.entries(limits).map(([key, amount]) => `"${key}" "${String(amount)}"`);
    const least = `(dict ${texts.join(' ')})`;
    return this.record(
      `include "slipway.largest-container" (dict "pods" ${this.kinds(pods)} "least" ${least})`,
    );
  }

  include(name: string, data: unknown): string {
    this.keep({ name, ofApplication: false, data });
    return `include "slipway.${name}" $`;
  }

  count(name: string, list: unknown): number {
    return this.number(`${this.include(name, list)} | splitList "\\n- " | rest | len`, []);
  }

  number(pipeline: string, loops: readonly string[]): number {
    return this.symbols.number({ pipeline, kind: 'integer', loops });
  }

  /** What the application that uses the subject computes for itself is left out: templates are about the subject. */
  private keep(named: NamedData): void {
    const isOfCaller = JSON.stringify(named.data)?.includes(this.variableOfSubject);
    if (!isOfCaller && !this.named.has(named.name)) this.named.set(named.name, named);
  }

  private get variableOfSubject(): string {
    const name = this.symbols.text({ pipeline: '$name', kind: 'word', loops: ['application'] });
    return String(this.derived(name, from => `${from} | upper | replace "-" "_"`, 'word'));
  }

  /** The variable that holds the kinds of pods. */
  private kinds(pods: unknown): string {
    this.definitions.addKinds('$pods', this.pipelineOf(pods));
    return '$pods';
  }

  private operand(value: unknown): string {
    const symbol = this.symbols.symbolOf(value);
    return symbol === undefined ? JSON.stringify(value) : argument(symbol);
  }

  private inLoop(value: object, loops: readonly string[]): object {
    const moved = Object.entries(value).map(([key, field]) => {
      const symbol = this.symbols.symbolOf(field);
      if (symbol === undefined) return [key, field];
      const there: Placeholder = { ...symbol, loops };
      return [key, typeof field === 'number' ? this.symbols.number(there) : this.symbols.text(there)];
    });
    return Object.fromEntries(moved);
  }

  private block(pipeline: string, loops: readonly string[] = []): string {
    return this.symbols.text({ pipeline, kind: 'block', loops });
  }

  private record(pipeline: string): Record<string, string> {
    const block = this.block(pipeline);
    return { [block]: block };
  }

  private pipelineOf(data: unknown): string {
    const block = Array.isArray(data) ? data[0] : Object.keys(data as object)[0];
    const symbol = this.symbols.symbolOf(block);
    if (symbol?.kind !== 'block') throw new Error('expected data that goes through shared()');
    return symbol.pipeline;
  }
}

function moreBytes(text: string, mebibytes: number): string {
  return `include "slipway.more-bytes" (list ${text} ${mebibytes})`;
}

function loopsOf(symbols: readonly (Placeholder | undefined)[]): string[] {
  return [...new Set(symbols.flatMap(symbol => symbol?.loops ?? []))];
}
