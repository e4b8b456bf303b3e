/**
 * Carries operations out on operands that only stand for values, as those of a Helm chart do.
 *
 * Returns undefined where every operand is a plain value.
 */
export type Interpreter = (operation: string, operands: readonly unknown[]) => unknown;

let interpreter: Interpreter | undefined;

/**
 * A function with a name, by which a Helm chart carries it out too: `output/helm/sample/operations.ts` holds the template
 * of each. Whatever is computed from an environment, and not only copied, is one of these.
 */
export function operation<Operands extends readonly unknown[], Result>(
  name: string,
  compute: (...operands: Operands) => Result,
): (...operands: Operands) => Result {
  return (...operands) => (interpreter?.(name, operands) as Result | undefined) ?? compute(...operands);
}

/** Runs a function with every operation offered to an interpreter first. */
export function interpreted<Result>(by: Interpreter, run: () => Result): Result {
  const outer = interpreter;
  interpreter = by;
  try {
    return run();
  } finally {
    interpreter = outer;
  }
}
