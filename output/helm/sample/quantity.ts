import { Quantity, type QuantityUnit } from '../../../config/units/quantity.ts';
import { call, type Expression, include, piped } from '../template/expression.ts';
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
    const cores = call('mul', factor, amountIn('millicores', this.text()));
    return new SymbolicQuantity(this.symbols, include('cores', cores));
  }

  override percent(percent: number, unit: QuantityUnit): Quantity {
    const share = call('mul', percent, amountIn('bytes', this.text()));
    const bytesInUnit = bytes[unit] ?? unsupported(`a share in ${unit}`);
    return this.with(call('div', share, 100 * bytesInUnit), unit);
  }

  override dividedBy(parts: number, unit: QuantityUnit): Quantity {
    this.in(unit);
    return this.with(call('div', this.amount, this.symbols.expressionOf(parts) ?? parts), unit);
  }

  override atLeast(least: Quantity): Quantity {
    const unit = this.unit ?? unsupported('atLeast');
    return this.with(call('max', this.amount, least.in(unit)), unit);
  }

  override in(unit: QuantityUnit): number {
    if (this.unit === unit) return this.symbols.number(this.amount);
    const template = { m: 'millicores', '': 'bytes' } as const;
    if (this.unit !== undefined || (unit !== 'm' && unit !== '')) return unsupported(`in ${unit}`);
    return this.symbols.number(amountIn(template[unit], this.amount));
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

function unsupported(what: string): never {
  throw new Error(`a chart cannot compute ${what} of a quantity; make it an operation in config/units/`);
}
