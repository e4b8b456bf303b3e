import { Quantity, type QuantityUnit } from '../../../config/units/quantity.ts';
import { call, type Expression, include, literal, piped } from '../template/expression.ts';
import type { Symbols } from './symbols.ts';

/** Bytes in each unit that a template divides by. */
const bytes: Partial<Record<QuantityUnit, number>> = { '': 1, Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 };

/**
 * A quantity of the values: its text, or a whole number of a unit that was computed from one. What is not overridden
 * here cannot be carried out in a template, and throws.
 */
export class SymbolicQuantity extends Quantity {
  constructor(
    private readonly symbols: Symbols,
    private readonly amount: Expression,
    /** - none: the amount is the text of a quantity. */
    private readonly unit?: QuantityUnit,
  ) {
    super(0n, ['']);
  }

  override times(factor: number): Quantity {
    const cores = call('mul', literal(factor), amountIn('millicores', this.text()));
    return new SymbolicQuantity(this.symbols, include('cores', cores));
  }

  override percent(percent: number, unit: QuantityUnit): Quantity {
    const share = call('mul', literal(percent), amountIn('bytes', this.text()));
    return this.with(call('div', share, literal(100 * bytesIn(unit))), unit);
  }

  override dividedBy(parts: number, unit: QuantityUnit): Quantity {
    this.in(unit);
    const divisor = this.symbols.expressionOf(parts) ?? literal(parts);
    return this.with(call('div', this.amount, divisor), unit);
  }

  override atLeast(least: Quantity): Quantity {
    const unit = this.unit ?? unsupported('atLeast');
    return this.with(call('max', this.amount, literal(least.in(unit))), unit);
  }

  override in(unit: QuantityUnit): number {
    if (this.unit === undefined && (unit === 'm' || unit === '')) {
      return this.symbols.number(amountIn(unit === 'm' ? 'millicores' : 'bytes', this.amount));
    }
    if (this.unit !== unit) return unsupported(`in ${unit}`);
    return this.symbols.number(this.amount);
  }

  override toString(): string {
    return this.symbols.text(this.text());
  }

  private text(): Expression {
    return this.unit === undefined ? this.amount : unsupported('text of a computed amount');
  }

  private with(amount: Expression, unit: QuantityUnit): SymbolicQuantity {
    return new SymbolicQuantity(this.symbols, amount, unit);
  }
}

for (const name of ['compare', 'plus', 'minus', 'percentAtLeast', 'asBytes', 'isWhole']) {
  Object.defineProperty(SymbolicQuantity.prototype, name, { value: () => unsupported(name) });
}

function amountIn(template: 'millicores' | 'bytes', text: Expression): Expression {
  return piped('int64', include(template, text));
}

function bytesIn(unit: QuantityUnit): number {
  return bytes[unit] ?? unsupported(`a share in ${unit}`);
}

function unsupported(what: string): never {
  throw new Error(`a chart cannot compute ${what} of a quantity; make it an operation in config/units/`);
}
