import type { Data, DataObject } from '../merge.ts';
import { formatPath } from '../path.ts';
import { show } from '../units/expected.ts';

/** One fault, at a formatted path. */
export interface PlainDataFault {
  readonly path: string;
  readonly message: string;
}

const reservedKeys = new Set(['__proto__', 'constructor', 'prototype']);
const deepest = 50;
const mostValues = 2_000_000;

/** This many characters of strings count as one more value: 50,000,000 characters in all. */
const charactersOfValue = 25;

/**
 * Copies the data of a file as plain data, in the same way for every format. Keeps own keys only, and omits keys whose
 * value is `undefined`. Copies a shared value (an alias in YAML, a constant in TypeScript) at each place.
 *
 * Refuses values that JSON cannot hold, keys that JavaScript reserves, circular references, and more than 50 levels.
 * Refuses more than 2,000,000 values in all, which a few lines of nested aliases make. Refuses objects that throw when
 * they are read.
 */
export class PlainDataCopy {
  readonly faults: PlainDataFault[] = [];
  private readonly ancestors = new Set<object>();
  private readonly path: PropertyKey[] = [];

  copy(value: unknown): Data | undefined {
    if (value === undefined) return this.refuse(`expected plain data, found ${show(value)}`);
    if (new Size().of(value, 0) > mostValues) {
      return this.refuse(
        `has more than ${mostValues} values, with aliases expanded; use fewer aliases and shorter texts`,
      );
    }
    return this.copyValue(value);
  }

  private copyValue(value: unknown): Data | undefined {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (value === undefined) return undefined;
    if (typeof value !== 'object') return this.refuse(`expected plain data, found ${nameOf(value)}`);
    if (this.ancestors.has(value))
      return this.refuse('refers back to a value that contains it; write the value out');
    if (this.path.length >= deepest) return this.refuse(`has more than ${deepest} levels; nest it less`);
    this.ancestors.add(value);
    const depth = this.path.length;
    try {
      return Array.isArray(value) ? this.copyList(value) : this.copyObject(value);
    } catch {
      // A getter or a proxy threw: refuse the key that was read.
      const fault = this.refuse('throws an error when it is read; write the value out');
      this.path.length = depth;
      return fault;
    } finally {
      this.ancestors.delete(value);
    }
  }

  private copyList(list: readonly unknown[]): Data {
    return Array.from(list, (item, index) =>
      this.at(index, () => {
        if (item === undefined) this.refuse('is an empty item of a list; remove it');
        return this.copyValue(item) ?? null;
      }),
    );
  }

  private copyObject(object: object): DataObject | undefined {
    const prototype = Object.getPrototypeOf(object);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return this.refuse(`expected plain data, found an object of ${classOf(prototype)}`);
    }
    const copy: Record<string, Data> = {};
    for (const key of Object.keys(object)) {
      const data = this.at(key, () =>
        reservedKeys.has(key)
          ? this.refuse('is a key that JavaScript reserves; remove it')
          : this.copyValue((object as Record<string, unknown>)[key]),
      );
      if (data !== undefined) copy[key] = data;
    }
    return copy;
  }

  private at<Result>(key: PropertyKey, run: () => Result): Result {
    this.path.push(key);
    const result = run();
    this.path.pop();
    return result;
  }

  private refuse(message: string): undefined {
    this.faults.push({ path: formatPath(this.path), message });
    return undefined;
  }
}

/** Counts the values inside a value; a shared value counts at each place. */
class Size {
  private readonly sizes = new Map<object, number>();
  private reads = 0;

  of(value: unknown, depth: number): number {
    if (typeof value === 'string') return 1 + Math.floor(value.length / charactersOfValue);
    if (typeof value !== 'object' || value === null || depth > deepest) return 1;
    const size = this.sizes.get(value);
    if (size !== undefined) return size;
    this.sizes.set(value, 1);
    const sum = this.inside(value, depth);
    this.sizes.set(value, sum);
    return sum;
  }

  /** Getters may return new objects without end, so the number of reads is limited too. */
  private inside(value: object, depth: number): number {
    if (Array.isArray(value) && value.length > mostValues) return value.length;
    let sum = 1;
    try {
      for (const key of Object.keys(value)) {
        this.reads += 1;
        if (this.reads > mostValues) return Number.POSITIVE_INFINITY;
        sum += this.of((value as Record<string, unknown>)[key], depth + 1);
      }
    } catch {
      // A value that throws when it is read is refused later, by the copy.
    }
    return sum;
  }
}

function nameOf(value: unknown): string {
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : show(value);
}

function classOf(prototype: { constructor?: { name?: string } }): string {
  const name = prototype.constructor?.name;
  return name && name !== 'Object' ? `class ${name}` : 'a class without a name';
}
