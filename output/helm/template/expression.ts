/** What an expression yields, which decides how it is printed. */
export type Type =
  /** A text that may hold any character. */
  | 'text'
  /** A text of letters, digits and `-_./:@`, which means the same inside of quotes. */
  | 'word'
  | 'integer'
  | 'number'
  | 'boolean'
  /** YAML of a whole part of an object. */
  | 'block'
  /** A text of several lines, written below its key. */
  | 'lines'
  /** A list or a map, which is not printed. */
  | 'data';

/** A variable of a template. */
export interface Variable {
  readonly kind: 'variable';
  /** Such as `$app`. */
  readonly name: string;
  /** Ids of the loops that it is only known in, from the outermost to the innermost. */
  readonly loops: readonly string[];
}

/** A variable, or a value inside of what a variable or a call holds. */
export interface Field {
  readonly kind: 'field';
  readonly of: Variable | Call;
  readonly path: readonly string[];
  /** How many keys of the path are there for certain; what follows is nothing where they are not. - none: all. */
  readonly certain?: number;
  /** Its place among the values, such as `applications.*.host`. - none: it is not one of the values. */
  readonly at?: string;
  readonly type: Type;
}

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number;
}

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly Expression[];
  /** Whether the last operand stands before it: `$name | upper`. */
  readonly isPiped: boolean;
}

/** A text for each item. */
export interface Range {
  readonly kind: 'range';
  /** Id of the loop. */
  readonly loop: string;
  readonly index: Field;
  readonly item: Field;
  readonly over: Expression;
  /** What stands between two rounds. */
  readonly separator: string;
  readonly body: readonly Piece[];
}

/** What a template computes. */
export type Expression = Variable | Field | Literal | Call | Range;

/** What a function is given: an expression, or a constant. */
type Operand = Expression | string | number | boolean;

/** A piece of a text: itself, or what a template puts there. */
export type Piece = string | Expression;

/** A variable with what it holds. */
export function variable(name: string, type: Type, loops: readonly string[] = [], at?: string): Field {
  const of: Variable = { kind: 'variable', name, loops };
  return { kind: 'field', of, path: [], type, ...(at !== undefined && { at }) };
}

/** A value inside of another one. */
export function inside(outer: Field, key: string, type: Type): Field {
  const at = outer.at === undefined ? {} : { at: outer.at === '' ? key : `${outer.at}.${key}` };
  return { ...outer, ...at, path: [...outer.path, key], type };
}

export function literal(value: string | number): Literal {
  return { kind: 'literal', value };
}

export function call(name: string, ...operands: readonly Operand[]): Call {
  return { kind: 'call', name, operands: operands.map(asExpression), isPiped: false };
}

/** A call that is written behind its last operand. */
export function piped(name: string, ...operands: readonly Operand[]): Call {
  return { ...call(name, ...operands), isPiped: true };
}

function asExpression(operand: Operand): Expression {
  if (typeof operand === 'object') return operand;
  return typeof operand === 'boolean' ? call(String(operand)) : literal(operand);
}

/** A named template of the chart. */
export function include(name: string, operand: Expression = root): Call {
  return call('include', `slipway.${name}`, operand);
}

/** A map of these. */
export function dict(fields: Readonly<Record<string, Operand>>): Call {
  return call('dict', ...Object.entries(fields).flat());
}

/** All values and what Helm adds to them. */
export const root = variable('$', 'data');
export const values: Field = { ...inside(root, 'Values', 'data'), at: '' };
