import { z } from 'zod';

/**
 * Control characters, but tabs and line feeds. A NUL ends the value of a variable, others garble logs and terminals,
 * and YAML must escape all of them. Go reads the expression too.
 */
const controls = String.raw`\x00-\x08\x0b-\x1f\x7f-\x9f`;
const withoutControls = new RegExp(`^[^${controls}]*$`);
const control = new RegExp(String.raw`[${controls}]|\p{Surrogate}`, 'u');

/** Text without control characters, and without lone surrogates, which UTF-8 cannot encode. */
export const freeText = z
  .string()
  .regex(withoutControls, { error: refusal })
  .refine(text => !control.test(text), { error: refusal });

/** The same, and not empty. */
export const someText = freeText.min(1);

/** The same, in one line. */
export const oneLine = someText.regex(/^[^\n]*$/, {
  error: 'found a line feed, expected one line; remove it',
});
/** The first character of a text that is not allowed, in words, and where it is. - undefined: there is none. */
export function firstControl(text: string): { readonly what: string; readonly index: number } | undefined {
  const found = control.exec(text);
  if (found === null) return undefined;
  const code = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  const what = /\p{Surrogate}/u.test(found[0]) ? 'half of a character' : 'a control character';
  return { what: `${what} (U+${code})`, index: found.index };
}

function refusal({ input }: { readonly input?: unknown }): string {
  const text = String(input);
  const { what, index } = firstControl(text) ?? { what: 'nothing', index: 0 };
  return `found ${what} at position ${Array.from(text.slice(0, index)).length + 1}, expected text with no control characters but tabs and line feeds; remove it`;
}
