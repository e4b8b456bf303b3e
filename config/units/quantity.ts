import { z } from 'zod';
import { expected, parsed, show } from './expected.ts';

/** Thousandths in one of each unit. */
const units = {
  m: 1n,
  '': 1000n,
  k: 1000n ** 2n,
  M: 1000n ** 3n,
  G: 1000n ** 4n,
  T: 1000n ** 5n,
  P: 1000n ** 6n,
  E: 1000n ** 7n,
  Ki: 1000n * 1024n,
  Mi: 1000n * 1024n ** 2n,
  Gi: 1000n * 1024n ** 3n,
  Ti: 1000n * 1024n ** 4n,
  Pi: 1000n * 1024n ** 5n,
  Ei: 1000n * 1024n ** 6n,
} as const;

/** A unit of Kubernetes' notation; the empty unit is cores or bytes. */
export type QuantityUnit = keyof typeof units;

const binary: readonly QuantityUnit[] = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki', ''];
const decimal: readonly QuantityUnit[] = ['E', 'P', 'T', 'G', 'M', 'k', '', 'm'];

/** Every unit of bytes, the largest first. */
const unitsOfBytes: readonly QuantityUnit[] = [
  'Ei',
  'E',
  'Pi',
  'P',
  'Ti',
  'T',
  'Gi',
  'G',
  'Mi',
  'M',
  'Ki',
  'k',
  '',
];

/** The largest amount that the API server accepts: 2^63 - 1 (`pkg/api/resource/quantity.go`, `maxAllowed`). */
const largest = (2n ** 63n - 1n) * 1000n;

/**
 * An amount in Kubernetes' notation, exact: `500m` of CPU, `256Mi` of memory, `100Gi` of storage.
 *
 * Source of the notation: k8s.io/apimachinery `pkg/api/resource/quantity.go`. Signs, exponents (`1e3`), more than three
 * decimals and amounts that are not a whole number of thousandths are refused. A sum is printed in binary units (`Gi`)
 * if one of its parts was, so that its text does not depend on their order.
 */
export class Quantity {
  protected constructor(
    private readonly thousandths: bigint,
    private readonly family: readonly QuantityUnit[],
  ) {}

  /** @throws when the text is not a quantity, with what is allowed. */
  static parse(text: string | number): Quantity {
    const match = /^(\d+)(?:\.(\d{1,3}))?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/.exec(String(text));
    const [, whole = '', fraction = '', suffix = ''] = match ?? [];
    const scaled = BigInt(whole + fraction.padEnd(3, '0')) * units[suffix as QuantityUnit];
    if (!match || scaled % 1000n !== 0n || scaled / 1000n > largest) {
      throw new Error(`expected a quantity such as 500m, 2, 256Mi or 100Gi, found ${show(text)}`);
    }
    return new Quantity(scaled / 1000n, suffix.endsWith('i') ? binary : decimal);
  }

  static sum(quantities: readonly Quantity[]): Quantity {
    return quantities.reduce((sum, quantity) => sum.plus(quantity), new Quantity(0n, decimal));
  }

  plus(other: Quantity): Quantity {
    return new Quantity(this.thousandths + other.thousandths, this.familyWith(other));
  }

  /** @throws when `other` is larger, since no quantity is negative. */
  minus(other: Quantity): Quantity {
    if (this.compare(other) < 0) throw new Error(`${this} is less than ${other}`);
    return new Quantity(this.thousandths - other.thousandths, this.familyWith(other));
  }

  /** @throws when the factor is negative or not a whole number. */
  times(factor: number): Quantity {
    if (!Number.isSafeInteger(factor) || factor < 0) throw new Error(`cannot multiply ${this} by ${factor}`);
    return new Quantity(this.thousandths * BigInt(factor), this.family);
  }

  /** A whole percentage of this quantity, rounded down to a whole number of `unit` (such as `Mi`). */
  percent(percent: number, unit: QuantityUnit): Quantity {
    const size = units[unit];
    return new Quantity((this.times(percent).thousandths / 100n / size) * size, this.family);
  }

  /** A whole percentage of this quantity, rounded up to a whole number of `unit`. */
  percentAtLeast(percent: number, unit: QuantityUnit): Quantity {
    const whole = 100n * units[unit];
    const parts = (this.times(percent).thousandths + whole - 1n) / whole;
    return new Quantity(parts * units[unit], this.family);
  }

  /**
   * One of `parts` equal parts, rounded down to a whole number of `unit` (such as `Mi`). @throws for less than one
   * part.
   */
  dividedBy(parts: number, unit: QuantityUnit): Quantity {
    if (!Number.isSafeInteger(parts) || parts < 1) throw new Error(`cannot divide ${this} by ${parts}`);
    const size = units[unit];
    return new Quantity((this.thousandths / BigInt(parts) / size) * size, this.family);
  }

  /** This quantity, or `least` if that is larger. */
  atLeast(least: Quantity): Quantity {
    return this.compare(least) < 0 ? least : this;
  }

  /**
   * The same amount, printed in the largest unit of bytes, binary or decimal, that is exact. So equal amounts have the
   * same text, whatever their units were (16384M is 15625Mi).
   */
  asBytes(): Quantity {
    return new Quantity(this.thousandths, unitsOfBytes);
  }

  /** Negative if this is smaller, 0 if both are equal, positive if this is larger. */
  compare(other: Quantity): number {
    return this.thousandths < other.thousandths ? -1 : this.thousandths > other.thousandths ? 1 : 0;
  }

  /** Whether this is a whole number of bytes, or of cores. */
  isWhole(): boolean {
    return this.thousandths % units[''] === 0n;
  }

  /** The amount in a unit such as `Mi`. @throws when it is not a whole number of that unit. */
  in(unit: QuantityUnit): number {
    if (this.thousandths % units[unit] !== 0n) {
      throw new Error(`${this} is not a whole number of ${unit || 'units'}`);
    }
    return Number(this.thousandths / units[unit]);
  }

  /** The shortest exact notation in the family of units that the quantity was written in. */
  toString(): string {
    if (this.thousandths === 0n) return '0';
    const unit = this.family.find(candidate => this.thousandths % units[candidate] === 0n) ?? 'm';
    return `${this.thousandths / units[unit]}${unit}`;
  }

  toJSON(): string {
    return this.toString();
  }

  private familyWith(other: Quantity): readonly QuantityUnit[] {
    if (other.thousandths === 0n) return this.family;
    if (this.thousandths === 0n) return other.family;
    return this.family === binary ? binary : other.family;
  }
}

/** A number, or a text of the pattern; `Text` is the type of such a text. */
function textOrNumber<Text extends string>(pattern: RegExp, error: z.core.$ZodErrorMap) {
  const either = z.union([z.string().regex(pattern, { error }), z.number()], { error });
  return either as z.ZodType as z.ZodType<Text | number, Text | number>;
}

/** CPU in an environment file: `500m`, `0.5`. */
export type CpuText = `${number}` | `${number}m`;

/** Memory or storage in an environment file: `256Mi`, `100Gi`. */
export type BytesText = `${number}${Exclude<QuantityUnit, 'm'>}`;

const cores = 'CPU in cores such as 500m, 0.5 or 2';
const errorOfCpu = expected(cores, found =>
  /\d[KMGTP]i?$/.test(String(found)) ? 'that is a unit of memory' : undefined,
);

/** No machine has this many cores, and Kubernetes would print them as 1k. */
const tooManyCores = Quantity.parse(1000);

/** The schema of CPU: cores, or thousandths of a core (`m`), above 0; parses it. */
export const cpu = parsed(textOrNumber<CpuText>(/^(\d+m|\d+(\.\d{1,3})?)$/, errorOfCpu), text => {
  const quantity = parseAs(cores, text);
  if (quantity.compare(Quantity.parse(0)) === 0) throw new Error(`expected ${cores}, found ${show(text)}`);
  if (quantity.compare(tooManyCores) >= 0) {
    throw new Error(
      `expected fewer than 1000 cores, found ${show(text)}; write thousandths of a core as 500m`,
    );
  }
  return quantity;
}).meta({ title: 'CPU cores' });

const bytes = 'bytes such as 256Mi or 100Gi';
const errorOfBytes = expected(bytes, found => {
  const milli = /^(\d+)m$/.exec(String(found));
  return milli ? `m means a thousandth of a byte; write ${milli[1]}Mi` : undefined;
});
const leastBytes = Quantity.parse('1Mi');

/** The schema of memory or storage, at least 1Mi, since a smaller amount lacks its unit; parses it. */
export const byteQuantity = parsed(
  textOrNumber<BytesText>(/^\d+(\.\d{1,3})?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/, errorOfBytes),
  text => {
    const quantity = parseAs(bytes, text);
    if (!quantity.isWhole()) {
      throw new Error(
        `expected a whole number of bytes such as 256Mi or 100Gi, found ${show(text)}; use a smaller unit`,
      );
    }
    if (quantity.compare(leastBytes) < 0) {
      throw new Error(
        `expected at least ${leastBytes}, found ${show(text)}, which is ${quantity} bytes; add a unit such as Mi or Gi`,
      );
    }
    return quantity;
  },
).meta({ title: 'bytes' });

function parseAs(what: string, text: string | number): Quantity {
  try {
    return Quantity.parse(text);
  } catch {
    throw new Error(`expected ${what}, found ${show(text)}`);
  }
}
