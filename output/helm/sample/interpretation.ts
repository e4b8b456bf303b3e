import {
  call,
  type Expression,
  type If,
  include,
  inside,
  literal,
  piped,
  root,
  variable,
} from '../template/expression.ts';
import { readsOf, typeOf } from '../template/inspect.ts';
import { argumentText, textOf } from '../template/text.ts';
import { app, type Choices, name, questionId } from './choice.ts';
import type { Definitions } from './definitions.ts';
import type { Loops } from './loops.ts';
import type { Symbols } from './symbols.ts';

/** Data that a chart renders into a named template before it computes with it. */
export interface NamedData {
  readonly name: string;
  readonly ofApplication: boolean;
  readonly data: unknown;
}

/** One synthesis with markers: carries out its operations, and keeps the data that they name. */
export class Interpretation {
  readonly namedData = new Map<string, NamedData>();

  constructor(
    private readonly symbols: Symbols,
    private readonly loops: Loops,
    private readonly definitions: Definitions,
    readonly choices: Choices,
  ) {}

  text(expression: Expression): string {
    return this.symbols.text(expression);
  }

  number(expression: Expression): number {
    return this.symbols.number(expression);
  }

  /** Where the values are that markers stand for. */
  placesIn(value: unknown): string[] {
    return this.symbols.expressionsIn(value).flatMap(readsOf);
  }

  /** A marker for a function of numbers, or undefined when all of them are known. */
  arithmetic(operator: string, numbers: readonly unknown[]): number | undefined {
    if (numbers.every(number => this.symbols.expressionOf(number) === undefined)) return undefined;
    const neutral = operator === 'mul' ? 1 : operator === 'add' ? 0 : undefined;
    const rest = numbers.filter(number => number !== neutral);
    if (rest.length === 1) return rest[0] as number;
    return this.number(call(operator, ...rest.map(number => this.operand(number))));
  }

  /** A marker for what is computed from one value, or undefined when that is known. */
  derived(value: unknown, to: (from: Expression) => Expression): string | number | undefined {
    const from = this.symbols.expressionOf(value);
    if (from === undefined) return undefined;
    const expression = to(from);
    return ['integer', 'number'].includes(typeOf(expression))
      ? this.number(expression)
      : this.text(expression);
  }

  /** A text for each pod of a StatefulSet, in a loop over as many; undefined when it is known how many. */
  ofEachPod(count: unknown, textOf: (ordinal: number) => string): string[] | undefined {
    const expression = this.symbols.expressionOf(count);
    if (expression === undefined) return undefined;
    const id = `pods ${argumentText(expression)}`;
    const item = variable('$ordinal', 'integer', [id]);
    this.loops.add({ id, item, over: call('until', call('int', expression)) });
    return [textOf(this.number(item))];
  }

  joined(texts: readonly string[], separator: string): string | undefined {
    const [text = ''] = texts;
    const id = [...this.symbols.loopsOf(text)].find(loop => loop !== 'application');
    if (texts.length !== 1 || id === undefined) return undefined;
    const { item, over } = this.loops.get(id);
    const index = variable('$index', 'integer', [id]);
    const between: If = { kind: 'if', condition: index, body: [separator] };
    const body = [between, ...this.symbols.piecesOf(text)];
    return this.text({ kind: 'range', loop: id, index, item, over, body });
  }

  /** Every rule gives a policy in the same way, so that one loop goes through all rules. */
  policies(policies: readonly object[]): object[] {
    const ways = policies.map(policy => {
      return call(
        'dict',
        ...Object.entries(policy).flatMap(([key, value]) => [literal(key), this.operand(value)]),
      );
    });
    const [way = call('dict')] = ways;
    if (ways.some(other => textOf(other) !== textOf(way))) {
      throw new Error(
        `distinct: expected the same policy of every scaling rule, found ${ways.map(other => textOf(other)).join(' and ')}`,
      );
    }
    this.definitions.addOfRules('$policies', way);
    const item = variable('$policy', 'data', ['application', 'policies']);
    const over = variable('$policies', 'data', ['application']);
    this.loops.add({ id: 'policies', item, over, question: questionId('scales') });
    const fields = Object.entries(policies[0] ?? {}).map(([key, value]) =>
      typeof value === 'number'
        ? [key, this.number(inside(item, key, 'integer'))]
        : [key, this.text(inside(item, key, 'word'))],
    );
    return [Object.fromEntries(fields)];
  }

  shared(name: string, data: unknown): unknown {
    const block = this.named(name, data);
    return Array.isArray(data) ? [this.text(block)] : this.record(block);
  }

  sortedSet(name: string, texts: unknown): string[] {
    const over = piped('sortAlpha', piped('uniq', piped('fromYamlArray', this.named(name, texts))));
    const item = variable('$text', 'word', [name]);
    this.loops.add({ id: name, item, over });
    return [this.text(item)];
  }

  /** All items become one block, which the chart sorts. */
  byDependency(name: string, all: readonly object[]): unknown[] {
    this.keep({ name, ofApplication: true, data: all });
    return [{ name: this.text(include('by-dependency', include(name, ofApplicationItself))) }];
  }

  storedSecrets(uses: unknown): object[] {
    const operand = call('dict', literal('root'), root, literal('uses'), this.blockOf(uses));
    const stored = variable('$stored', 'data', ['stored']);
    const key = variable('$key', 'word', ['stored', 'stored-keys']);
    this.loops.add({
      id: 'stored',
      item: stored,
      over: piped('fromJsonArray', include('stored-secrets', operand)),
    });
    this.loops.add({ id: 'stored-keys', item: key, over: inside(stored, 'keys', 'data') });
    return [{ name: this.text(inside(stored, 'name', 'word')), keys: [this.text(key)] }];
  }

  largestContainer(pods: unknown, unnamed: unknown): object {
    const { limits } = unnamed as { limits: object };
    const least = Object.entries(limits).flatMap(([key, amount]) => [literal(key), literal(String(amount))]);
    const operand = call(
      'dict',
      literal('pods'),
      this.kindsOf(pods),
      literal('least'),
      call('dict', ...least),
    );
    return this.record(include('largest-container', operand));
  }

  /** Data of the environment as a named template. */
  named(name: string, data: unknown): Expression {
    this.keep({ name, ofApplication: false, data });
    return include(name, root);
  }

  /** The variable that holds each kind of pod, and how often it is there. */
  kindsOf(pods: unknown): Expression {
    this.definitions.addKinds('$pods', this.blockOf(pods));
    return variable('$pods', 'data');
  }

  record(block: Expression): Record<string, string> {
    const marker = this.text(block);
    return { [marker]: marker };
  }

  /** The block that data was made by `shared`. @throws for other data. */
  blockOf(data: unknown): Expression {
    const marker = Array.isArray(data) ? data[0] : Object.keys(data as object)[0];
    const block = this.symbols.expressionOf(marker);
    if (block === undefined || typeOf(block) !== 'block')
      throw new Error(`expected data that goes through shared(), found ${JSON.stringify(data)}`);
    return block;
  }

  /** What the application that uses the subject computes for itself is left out: templates are about the subject. */
  private keep(data: NamedData): void {
    const subject = this.text(variableNameOf(name));
    const isOfCaller = JSON.stringify(data.data)?.includes(subject);
    if (!isOfCaller && !this.namedData.has(data.name)) this.namedData.set(data.name, data);
  }

  private operand(value: unknown): Expression {
    return this.symbols.expressionOf(value) ?? literal(value as string | number);
  }
}

/** `WEB_SHOP` for `web-shop`. */
export function variableNameOf(name: Expression): Expression {
  return piped('replace', literal('-'), literal('_'), piped('upper', name));
}

const ofApplicationItself = call('dict', literal('root'), root, literal('name'), name, literal('app'), app);
