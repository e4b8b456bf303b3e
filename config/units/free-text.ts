import { z } from 'zod';

/**
 * Characters that some reader takes for something else or refuses: a NUL ends the value of a variable, others garble
 * logs and terminals, and YAML writes none as it is. Tabs and line feeds are text. Go reads the expression, too.
 */
const controls = String.raw`\x00-\x08\x0b-\x1f\x7f-\x9f`;
const withoutControls = new RegExp(`^[^${controls}]*$`);
const control = new RegExp(String.raw`[${controls}]|\p{Surrogate}`, 'u');

/** Text of any characters but control characters and halves of a pair, which no UTF-8 can write. */
export const freeText = z
  .string()
  .regex(withoutControls, { error: refusal })
  .refine(text => !control.test(text), { error: refusal });

/** The same, and not empty. */
export const someText = freeText.min(1);

function refusal({ input }: { readonly input?: unknown }): string {
  const text = String(input);
  const found = control.exec(text);
  const code = found?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  const what = found && /\p{Surrogate}/u.test(found[0]) ? 'half a character' : 'a control character';
  return `found ${what} (U+${code}) as character ${Array.from(text.slice(0, found?.index ?? 0)).length + 1}, expected text with tabs and line feeds at most; remove it`;
}
