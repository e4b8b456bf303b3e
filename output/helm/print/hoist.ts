import type { Expression } from '../template/expression.ts';
import { includedBy, operandsOf, variablesOf } from '../template/inspect.ts';
import { actionLine, computedIn, type Line, textOf } from '../template/line.ts';

/**
 * The lines of an object that asks more than once for the seconds of a duration of an application: a variable holds them.
 * A duration that may be missing is only asked for where it is there.
 *
 * @throws when two durations end in the same key.
 */
export function hoisted(lines: readonly Line[]): Line[] {
  const seconds = computedIn(lines).filter(expression => includedBy(expression) === 'seconds');
  const asked = seconds.filter(isAlwaysThere).filter(expression => variablesOf(expression).includes('$app'));
  const texts = asked.map(expression => textOf(expression));
  const byText = [...new Map(asked.map(expression => [textOf(expression), expression]))];
  const repeated = byText.filter(([text]) => texts.indexOf(text) < texts.lastIndexOf(text));
  const names = new Map(repeated.map(([text, expression]) => [text, nameOf(expression)]));
  if (new Set(names.values()).size < names.size) {
    const found = [...names.keys()].join(', ');
    throw new Error(`expected durations that end in different keys, found ${found}; rename one`);
  }
  const variables = repeated.map(([, value]) =>
    actionLine('', { kind: 'set', variable: nameOf(value), value, isNew: true }),
  );
  return [...variables, ...lines.map(line => ({ ...line, names }))];
}

function isAlwaysThere(expression: Expression): boolean {
  const [, duration] = operandsOf(expression, 'include');
  return duration?.kind === 'field' && duration.certain === undefined;
}

/** `$drain` for `$app.shutdown.drain`. */
function nameOf(expression: Expression): string {
  const [, duration] = operandsOf(expression, 'include');
  return `$${duration?.kind === 'field' ? duration.path.at(-1) : 'seconds'}`;
}
