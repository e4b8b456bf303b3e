const asked =
  /\(include "slipway\.seconds" (\$app(?:\.\w+)+)\)|include "slipway\.seconds" (\$app(?:\.\w+)+)(?![.\w])/g;

/**
 * The lines of an object that asks more than once for the seconds of a duration: a variable holds them.
 *
 * @throws when two durations end in the same key.
 */
export function hoisted(lines: readonly string[]): string[] {
  const paths = lines.flatMap(line =>
    [...line.matchAll(asked)].map(([, inner, whole]) => inner ?? whole ?? ''),
  );
  const repeated = new Set(paths.filter((path, index) => paths.indexOf(path) !== index));
  if (new Set([...repeated].map(variableOf)).size < repeated.size) {
    throw new Error(`two durations would have one variable: ${[...repeated].join(', ')}`);
  }
  const text = (line: string) =>
    line.replaceAll(asked, (found, inner, whole) => {
      const path: string = inner ?? whole;
      return repeated.has(path) ? variableOf(path) : found;
    });
  const variables = [...repeated].map(
    path => `{{- ${variableOf(path)} := include "slipway.seconds" ${path} }}`,
  );
  return [...variables, ...lines.map(text)];
}

/** `$drain` for `$app.shutdown.drain`. */
function variableOf(path: string): string {
  return `$${path.split('.').at(-1)}`;
}
