import type { Placeholder } from './symbols.ts';

/** A piece of a text inside a template. */
export function inline(piece: string | Placeholder): string {
  if (typeof piece === 'string') return escaped(piece);
  if (piece.kind === 'template') return piece.pipeline;
  return `{{ ${printed(piece)} }}`;
}

/** Literal braces, as templates write them. */
export function escaped(text: string): string {
  return text.replaceAll(/\{\{|\}\}/g, braces => `{{ "${braces}" }}`);
}

/** A pipeline that prints a symbol. Numbers of values are floats, which Go would print with an exponent. */
export function printed({ pipeline, kind }: Placeholder): string {
  if (kind === 'number') return `${pipeline} | toJson`;
  const isField = /^(\$|\()[^ ]*$|^\(get .*\)\.\w+$/.test(pipeline);
  return kind === 'integer' && isField ? `${pipeline} | int64` : pipeline;
}
