import { z } from 'zod';

const suffixes: Record<string, bigint> = {
  m: 1n,
  '': 1000n,
  k: 1000n ** 2n,
  M: 1000n ** 3n,
  G: 1000n ** 4n,
  T: 1000n ** 5n,
  P: 1000n ** 6n,
  Ki: 1000n * 1024n,
  Mi: 1000n * 1024n ** 2n,
  Gi: 1000n * 1024n ** 3n,
  Ti: 1000n * 1024n ** 4n,
  Pi: 1000n * 1024n ** 5n,
};
const binary = ['Pi', 'Ti', 'Gi', 'Mi', 'Ki', ''] as const;
const decimal = ['P', 'T', 'G', 'M', 'k', '', 'm'] as const;

/**
 * An amount in Kubernetes' notation, exact: `500m` of CPU, `256Mi` of memory, `100Gi` of storage.
 *
 * Source of the notation: k8s.io/apimachinery `pkg/api/resource/quantity.go`. Amounts under a thousandth and
 * exponents (`1e3`) are refused. Arithmetic keeps the left side's family of suffixes (binary or decimal).
 */
export class Quantity {
  private constructor(
    private readonly thousandths: bigint,
    private readonly family: readonly string[],
  ) {}

  /** @throws when the text is no quantity, with what is allowed. */
  static parse(text: string | number): Quantity {
    const match = /^(\d+)(?:\.(\d{1,3}))?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/.exec(String(text));
    const [, whole = '0', fraction = '', suffix = ''] = match ?? [];
    const scaled = BigInt(whole + fraction.padEnd(3, '0')) * (suffixes[suffix] ?? 0n);
    if (!match || scaled % 1000n !== 0n) {
      throw new Error(`expected a quantity such as 500m, 2, 256Mi or 100Gi, found ${JSON.stringify(text)}`);
    }
    return new Quantity(scaled / 1000n, suffix.endsWith('i') ? binary : decimal);
  }

  static sum(quantities: readonly Quantity[]): Quantity {
    const [first, ...rest] = quantities;
    return rest.reduce((sum, quantity) => sum.plus(quantity), first ?? new Quantity(0n, decimal));
  }

  plus(other: Quantity): Quantity {
    const family = this.thousandths === 0n ? other.family : this.family;
    return new Quantity(this.thousandths + other.thousandths, family);
  }

  times(factor: number): Quantity {
    return new Quantity(this.thousandths * BigInt(factor), this.family);
  }

  /** The given share of this quantity, rounded down to a whole unit of `unit` (such as `Mi`). */
  percent(percent: number, unit: string): Quantity {
    const size = suffixes[unit] ?? 1n;
    return new Quantity(((this.thousandths * BigInt(percent)) / 100n / size) * size, this.family);
  }

  /** Negative when this is the smaller, 0 when both are the same amount. */
  compare(other: Quantity): number {
    return this.thousandths < other.thousandths ? -1 : this.thousandths > other.thousandths ? 1 : 0;
  }

  /** The amount in a unit such as `Mi`. @throws when it is no whole number of that unit. */
  in(unit: string): number {
    const size = suffixes[unit] ?? 1n;
    if (this.thousandths % size !== 0n) throw new Error(`${this} is no whole number of ${unit || 'units'}`);
    return Number(this.thousandths / size);
  }

  /** The shortest exact notation in the family of suffixes that the quantity was written in. */
  toString(): string {
    const suffix =
      this.family.find(s => this.thousandths !== 0n && this.thousandths % (suffixes[s] ?? 1n) === 0n) ??
      (this.thousandths === 0n ? '' : 'm');
    return `${this.thousandths / (suffixes[suffix] ?? 1n)}${suffix}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A quantity as an environment file writes it, parsed. */
export const quantity = z.union([z.string(), z.number()]).transform((text, context) => {
  try {
    return Quantity.parse(text);
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
});
