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

export interface If {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly body: readonly Piece[];
}

/** A text for each item. */
export interface Range {
  readonly kind: 'range';
  /** Id of the loop. */
  readonly loop: string;
  readonly index: Field;
  readonly item: Field;
  readonly over: Expression;
  readonly body: readonly Piece[];
}

/** What a template computes. */
export type Expression = Field | Literal | Call | If | Range;

/** A piece of a text: itself, or what a template puts there. */
export type Piece = string | Expression;

/** A variable as an expression. */
export function variable(name: string, type: Type, loops: readonly string[] = [], at?: string): Field {
  return { kind: 'field', of: { name, loops }, path: [], type, ...(at !== undefined && { at }) };
}

/** A value inside of another one. */
export function inside(outer: Field, key: string, type: Type): Field {
  const at = outer.at === undefined ? {} : { at: outer.at === '' ? key : `${outer.at}.${key}` };
  return { ...outer, ...at, path: [...outer.path, key], type };
}

export function literal(value: string | number): Literal {
  return { kind: 'literal', value };
}

export function call(name: string, ...operands: readonly Expression[]): Call {
  return { kind: 'call', name, operands, isPiped: false };
}

/** A call that is written behind its last operand. */
export function piped(name: string, ...operands: readonly Expression[]): Call {
  return { kind: 'call', name, operands, isPiped: true };
}

/** A named template of the chart. */
export function include(name: string, operand: Expression): Call {
  return call('include', literal(`slipway.${name}`), operand);
}

/** All values and what Helm adds to them. */
export const root = variable('$', 'data');
export const values: Field = { ...inside(root, 'Values', 'data'), at: '' };
