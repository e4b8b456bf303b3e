import { Quantity, type QuantityUnit } from '../../config/units/quantity.ts';
import { argument, type Placeholder, type Symbols } from './symbols.ts';

/** Bytes in each unit that a template divides by. */
const bytes: Partial<Record<QuantityUnit, number>> = { '': 1, Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 };

/**
 * A quantity of the values: its text, or a whole number of a unit that was computed from one. What is not overridden
 * here cannot be carried out in a template, and throws.
 */
export class SymbolicQuantity extends Quantity {
  constructor(
    private readonly symbols: Symbols,
    private readonly symbol: Placeholder,
    /** - none: the symbol is the text of a quantity. */
    private readonly unit?: QuantityUnit,
  ) {
    super(0n, ['']);
  }

  override times(factor: number): Quantity {
    const cores = `mul ${factor} (include "slipway.millicores" ${argument(this.textOnly())} | int64)`;
    return this.with(`include "slipway.cores" (${cores})`, 'word');
  }

  override percent(percent: number, unit: QuantityUnit): Quantity {
    const amount = `include "slipway.bytes" ${argument(this.textOnly())} | int64`;
    const share = `mul ${percent} (${amount})`;
    return this.with(`div (${share}) ${100 * bytesIn(unit)}`, 'integer', unit);
  }

  override dividedBy(parts: number, unit: QuantityUnit): Quantity {
    this.in(unit);
    const divisor = this.symbols.symbolOf(parts);
    const by = divisor === undefined ? String(parts) : argument(divisor);
    return this.with(`div ${argument(this.symbol)} ${by}`, 'integer', unit);
  }

  override atLeast(least: Quantity): Quantity {
    const unit = this.unit ?? unsupported('atLeast');
    return this.with(`max ${argument(this.symbol)} ${least.in(unit)}`, 'integer', unit);
  }

  override compare(): number {
    return unsupported('compare');
  }

  override plus(): Quantity {
    return unsupported('plus');
  }

  override minus(): Quantity {
    return unsupported('minus');
  }

  override in(unit: QuantityUnit): number {
    if (this.unit === undefined && (unit === 'm' || unit === '')) {
      const helper = unit === 'm' ? 'millicores' : 'bytes';
      const pipeline = `include "slipway.${helper}" ${argument(this.symbol)} | int64`;
      return this.symbols.number({ pipeline, kind: 'integer', loops: this.symbol.loops });
    }
    if (this.unit !== unit) return unsupported(`in ${unit}`);
    return this.symbols.number(this.symbol);
  }

  override toString(): string {
    return this.symbols.text(this.textOnly());
  }

  private textOnly(): Placeholder {
    return this.unit === undefined ? this.symbol : unsupported('text of a computed amount');
  }

  private with(pipeline: string, kind: Placeholder['kind'], unit?: QuantityUnit): SymbolicQuantity {
    return new SymbolicQuantity(this.symbols, { pipeline, kind, loops: this.symbol.loops }, unit);
  }
}

function bytesIn(unit: QuantityUnit): number {
  return bytes[unit] ?? unsupported(`a share in ${unit}`);
}

function unsupported(what: string): never {
  throw new Error(`a chart cannot compute ${what} of a quantity; make it an operation in config/units/`);
}
