import { z } from 'zod';
import { durationBounds } from '../../../config/units/duration.ts';
import { Quantity } from '../../../config/units/quantity.ts';
import type { Type } from '../template/expression.ts';
import { isPlain } from './plain.ts';

/** A value of a few that a schema names. */
export type Word = string | number | boolean;

/** A key of an object. */
export interface Key {
  readonly shape: Shape;
  readonly isOptional: boolean;
}

/** One of the objects that a value may be. */
export type Fields = Readonly<Record<string, Key>>;

export interface Scalar {
  readonly kind: 'scalar';
  readonly type: Type;
  readonly holds: 'value' | 'quantity' | 'duration' | 'image';
  /** The only values that it may have. - none: any of the type. */
  readonly words?: readonly Word[];
}

/** What values of a schema look like, once it has parsed them. */
export type Shape =
  | Scalar
  | { readonly kind: 'object'; readonly alternatives: readonly Fields[] }
  | { readonly kind: 'map'; readonly item: Shape; readonly isNeverEmpty: boolean }
  /** `isAlsoItem`: the values may have one item where a list of it is meant. */
  | {
      readonly kind: 'list';
      readonly item: Shape;
      readonly isNeverEmpty: boolean;
      readonly isAlsoItem: boolean;
    }
  /** A scalar, or an object. */
  | { readonly kind: 'either'; readonly scalar: Scalar; readonly object: Shape };

export function typeOfShape(shape: Shape): Type {
  return shape.kind === 'scalar' ? shape.type : 'data';
}

/** @throws for a schema whose values no template could follow. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  if (schema instanceof z.ZodPipe) return parsedShape(schema);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return shapeOf(schema.def.innerType);
  }
  if (schema instanceof z.ZodString) return scalar(areWords(schema) ? 'word' : 'text');
  if (schema instanceof z.ZodNumber) return scalar(schema.isInt ? 'integer' : 'number');
  if (schema instanceof z.ZodBoolean) return { ...scalar('boolean'), words: [false, true] };
  if (schema instanceof z.ZodEnum) return ofWords(schema.options);
  if (schema instanceof z.ZodLiteral) return ofWords([...schema.values] as Word[]);
  if (schema instanceof z.ZodObject) return { kind: 'object', alternatives: [fieldsOf(schema)] };
  if (schema instanceof z.ZodRecord) {
    const isNeverEmpty = !schema.safeParse({}).success;
    return { kind: 'map', item: quoted(shapeOf(schema.def.valueType)), isNeverEmpty };
  }
  if (schema instanceof z.ZodArray) {
    const isNeverEmpty = !schema.safeParse([]).success;
    return { kind: 'list', item: shapeOf(schema.def.element), isNeverEmpty, isAlsoItem: false };
  }
  if (schema instanceof z.ZodUnion) return schema.def.options.map(shapeOf).reduce(either);
  throw new Error(
    `a chart has no values of the schema ${schema._zod.def.type}; describe them in output/helm/sample/shape.ts`,
  );
}

function scalar(type: Type, holds: 'value' | 'quantity' | 'duration' | 'image' = 'value') {
  return { kind: 'scalar', type, holds } as const;
}

function ofWords(words: readonly Word[]): Shape {
  const types = { string: 'word', number: 'integer', boolean: 'boolean' } as const;
  const [first = ''] = words;
  return { ...scalar(types[typeof first as keyof typeof types]), words };
}

const examples = ['1Gi', '1', 'a:1'];

/** What a schema makes of the texts that it takes: examples show it. */
function parsedShape(schema: z.ZodPipe): Shape {
  if (durationBounds.has(schema)) return scalar('word', 'duration');
  const made = examples.map(example => z.safeParse(schema, example).data);
  if (made.some(value => value instanceof Quantity)) return scalar('word', 'quantity');
  if (made.some(value => typeof value === 'object' && value !== null && 'reference' in value)) {
    return scalar('word', 'image');
  }
  return shapeOf(schema.def.in);
}

/** Whether a text has none but plain characters, by any of its patterns. */
function areWords(schema: z.ZodString): boolean {
  return (schema.def.checks ?? []).some(check => {
    const { pattern } = check._zod.def as { readonly pattern?: { readonly source: string } };
    return pattern !== undefined && isPlain(pattern.source);
  });
}

/** A value whose key is the user's is always quoted as free text. */
function quoted(shape: Shape): Shape {
  return shape.kind === 'scalar' && shape.type === 'word' && shape.words === undefined
    ? { ...shape, type: 'text' }
    : shape;
}

function fieldsOf(schema: z.ZodObject): Fields {
  const entries = Object.entries(schema.shape).map(([key, field]): [string, Key] => {
    const type = field as z.core.$ZodType;
    return [key, { shape: shapeOf(type), isOptional: type instanceof z.ZodOptional }];
  });
  return Object.fromEntries(entries);
}

/** What a value looks like that is one of two. @throws for two that a template cannot tell apart. */
function either(first: Shape, other: Shape): Shape {
  if (first.kind === 'scalar' && other.kind === 'scalar' && first.holds === other.holds) {
    const type = widest(first.type, other.type);
    const words = first.words && other.words && [...first.words, ...other.words];
    return { ...scalar(type, first.holds), ...(words && { words }) };
  }
  if (first.kind === 'object' && other.kind === 'object') {
    const alternatives = [...first.alternatives, ...other.alternatives];
    return { kind: 'object', alternatives: alternatives.map(fields => widened(fields, alternatives)) };
  }
  if (first.kind === 'scalar' && other.kind === 'list') return { ...other, isAlsoItem: true };
  if (first.kind === 'scalar' && other.kind === 'object')
    return { kind: 'either', scalar: first, object: other };
  throw new Error(
    `a chart cannot tell a ${first.kind} from a ${other.kind}; describe it in output/helm/sample/shape.ts`,
  );
}

/** A template sees one field, whichever of several objects it belongs to: it has the widest type of all. */
function widened(fields: Fields, all: readonly Fields[]): Fields {
  const entries = Object.entries(fields).map(([key, field]): [string, Key] => {
    const { shape } = field;
    if (shape.kind !== 'scalar') return [key, field];
    const types = all.map(({ [key]: other = field }) => typeOfShape(other.shape));
    return [key, { ...field, shape: { ...shape, type: types.reduce(widest) } }];
  });
  return Object.fromEntries(entries);
}

function widest(first: Type, other: Type): Type {
  const order: readonly Type[] = ['text', 'number', 'word', 'integer', 'boolean'];
  return order.find(type => type === first || type === other) ?? 'text';
}
