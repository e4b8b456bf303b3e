import { call, dict, type Expression, type Field, include, piped, root } from '../template/expression.ts';
import { typeOf } from '../template/inspect.ts';
import { app, type Choices, name } from './choice.ts';
import type { Definitions } from './definitions.ts';
import { type Loops, variablesOfLoop } from './loops.ts';
import type { Symbols } from './symbols.ts';

interface NamedData {
  readonly ofApplication: boolean;
  /** The item of a list of the application that it is about. - none: the application as a whole. */
  readonly item?: Field;
  /** The loop of the environment whose item it is about. - none: the environment as a whole. */
  readonly loop?: string;
  readonly data: unknown;
}

/** One synthesis with markers: what its operations are carried out with, and the data that they name. */
export class Interpretation {
  /** Data that a chart renders into a named template before it computes with it, by its name. */
  readonly namedData = new Map<string, NamedData>();

  constructor(
    readonly symbols: Symbols,
    readonly loops: Loops,
    readonly definitions: Definitions,
    readonly choices: Choices,
  ) {}

  marker(expression: Expression): string | number {
    return this.symbols.marker(expression);
  }

  /** What a value is the marker of, or the value as a constant. */
  operand(value: unknown): Expression | string | number {
    return this.symbols.expressionOf(value) ?? (value as string | number);
  }

  /** A marker for a function of numbers, or undefined when all are known. `neutral`: the number that changes nothing. */
  arithmetic(operator: string, numbers: readonly unknown[], neutral?: number): unknown {
    if (numbers.every(number => this.symbols.expressionOf(number) === undefined)) return undefined;
    const rest = numbers.filter(number => number !== neutral);
    if (rest.length === 1) return rest[0];
    return this.marker(call(operator, ...rest.map(number => this.operand(number))));
  }

  isMarker(value: unknown): boolean {
    return this.symbols.expressionOf(value) !== undefined;
  }

  /** A marker for what is computed from one value, or undefined when that is known. */
  derived(value: unknown, to: (from: Expression) => Expression): unknown {
    const from = this.symbols.expressionOf(value);
    return from && this.marker(to(from));
  }

  /**
   * Data as a named template of the chart, about the environment or an application. What the application that uses the
   * subject computes is left out: templates are about the subject.
   */
  named(name: string, data: unknown, ofApplication = false, item?: Field): Expression {
    const isOfCaller = JSON.stringify(data)?.includes(this.symbols.text(nameAsVariable));
    if (!isOfCaller && !this.namedData.has(name)) this.namedData.set(name, { ofApplication, data, item });
    if (item !== undefined) return include(name, dict({ ...subject, item }));
    return include(name, ofApplication ? application : root);
  }

  /** The same about an item of a loop of the environment, such as a cache. */
  namedInLoop(name: string, data: unknown, loop: string): Expression {
    if (!this.namedData.has(name)) this.namedData.set(name, { ofApplication: false, data, loop });
    return include(name, dict({ root, ...Object.fromEntries(variablesOfLoop[loop] ?? []) }));
  }

  /** The item of a list that has a value, such as a container by its name. - none: it is not in a list. */
  itemOf(value: unknown): Field | undefined {
    const expression = this.symbols.expressionOf(value);
    if (expression?.kind !== 'field' || expression.of.kind !== 'variable') return undefined;
    return { kind: 'field', of: expression.of, path: [], type: 'data' };
  }

  /** A map that is a block of YAML as a whole. */
  record(block: Expression): Record<string, unknown> {
    const marker = this.marker(block);
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
}

/** Carries an operation out on operands that may be markers. Undefined: as TypeScript does. */
export type Carry = (here: Interpretation, operands: readonly unknown[]) => unknown;

/** `WEB_SHOP` for `web-shop`. */
export function variableNameOf(name: Expression): Expression {
  return piped('replace', '-', '_', piped('upper', name));
}

const nameAsVariable = variableNameOf(name);
const subject = { root, name, app };
const application = dict(subject);
