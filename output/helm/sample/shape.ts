import { z } from 'zod';
import { durationBounds } from '../../../config/units/duration.ts';
import { Quantity } from '../../../config/units/quantity.ts';
import type { Type } from '../template/expression.ts';
import type { Word } from './choice.ts';
import { isPlain } from './plain.ts';

/** One of the objects that a value may be: what its keys hold. */
export type Fields = Readonly<Record<string, { readonly shape: Shape; readonly isOptional: boolean }>>;

export interface Scalar {
  readonly kind: 'scalar';
  readonly type: Type;
  readonly holds: 'value' | 'quantity' | 'duration' | 'image';
  /** The only values that it may have. - none: any of the type. */
  readonly words?: readonly Word[];
}

export interface Collection {
  readonly kind: 'map' | 'list';
  readonly item: Shape;
  readonly isNeverEmpty: boolean;
  /** Whether the values may have one item where a list of it is meant. Default: false. */
  readonly isAlsoItem?: boolean;
}

/** What values of a schema look like, once it has parsed them. */
export type Shape =
  | Scalar
  | { readonly kind: 'object'; readonly alternatives: readonly Fields[] }
  | Collection
  /** A scalar, or an object. */
  | { readonly kind: 'either'; readonly scalar: Scalar; readonly object: Shape };

export function typeOfShape(shape: Shape): Type {
  return shape.kind === 'scalar' ? shape.type : 'data';
}

/** The words that a key of an object may have. - empty: it may be any of the type, or is not there. */
export function wordsOf(fields: Fields, key: string): readonly Word[] {
  const shape = fields[key]?.shape;
  return shape?.kind === 'scalar' ? (shape.words ?? []) : [];
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
    const item = quoted(shapeOf(schema.def.valueType));
    return { kind: 'map', item, isNeverEmpty: !schema.safeParse({}).success };
  }
  if (schema instanceof z.ZodArray) {
    const item = shapeOf(schema.def.element);
    return { kind: 'list', item, isNeverEmpty: !schema.safeParse([]).success };
  }
  if (schema instanceof z.ZodUnion) return schema.def.options.map(shapeOf).reduce(either);
  // What only templates of the library read.
  if (schema instanceof z.ZodUnknown) return scalar('text');
  throw new Error(
    `a chart has no values of the schema ${schema._zod.def.type}; describe them in output/helm/sample/shape.ts`,
  );
}

function scalar(type: Type, holds: Scalar['holds'] = 'value'): Scalar {
  return { kind: 'scalar', type, holds };
}

function ofWords(words: readonly Word[]): Shape {
  const types = { string: 'word', number: 'integer', boolean: 'boolean' } as const;
  const [first = ''] = words;
  return { ...scalar(types[typeof first as keyof typeof types]), words };
}

/** What a schema makes of the texts that it takes: examples show it. */
function parsedShape(schema: z.ZodPipe): Shape {
  if (durationBounds.has(schema)) return scalar('word', 'duration');
  const made = ['1Gi', '1', 'a:1'].map(example => z.safeParse(schema, example).data);
  if (made.some(value => value instanceof Quantity)) return scalar('word', 'quantity');
  const isImage = made.some(value => typeof value === 'object' && value !== null && 'reference' in value);
  return isImage ? scalar('word', 'image') : shapeOf(schema.def.in);
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
  const isAnyWord = shape.kind === 'scalar' && shape.type === 'word' && shape.words === undefined;
  return isAnyWord ? { ...shape, type: 'text' } : shape;
}

function fieldsOf(schema: z.ZodObject): Fields {
  const entries = Object.entries<z.core.$ZodType>(schema.shape).map(([key, field]) => {
    return [key, { shape: shapeOf(field), isOptional: field instanceof z.ZodOptional }];
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
  const entries = Object.entries(fields).map(([key, field]) => {
    if (field.shape.kind !== 'scalar') return [key, field];
    const types = all.map(({ [key]: other = field }) => typeOfShape(other.shape));
    return [key, { ...field, shape: { ...field.shape, type: types.reduce(widest) } }];
  });
  return Object.fromEntries(entries);
}

function widest(first: Type, other: Type): Type {
  const order: readonly Type[] = ['text', 'number', 'word', 'integer', 'boolean'];
  return order.find(type => type === first || type === other) ?? 'text';
}
