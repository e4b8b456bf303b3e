import type { Data, DataObject } from '../merge.ts';
import { formatPath } from '../path.ts';
import { show } from '../units/expected.ts';

/** What is wrong at a path. */
export interface PlainDataFault {
  readonly path: string;
  readonly message: string;
}

const reservedKeys = new Set(['__proto__', 'constructor', 'prototype']);
const deepest = 50;
const mostValues = 2_000_000;

/** So many characters of texts count as one value more: 50,000,000 in all. */
const charactersOfValue = 25;

/**
 * Copies what a file holds as plain data, the same for every format: own keys only, keys that are `undefined` left
 * out, values that are named twice (an alias in YAML, a constant in TypeScript) written out.
 *
 * Refuses what JSON cannot hold, keys with a meaning in JavaScript, loops, more than 50 levels, and more than
 * 2,000,000 values in all, which aliases of aliases make out of a few lines; and objects of a module that throw when
 * they are read.
 */
export class PlainDataCopy {
  readonly faults: PlainDataFault[] = [];
  private readonly within = new Set<object>();
  private readonly path: PropertyKey[] = [];

  copy(value: unknown): Data | undefined {
    if (value === undefined) return this.refuse(`expected plain data, found ${show(value)}`);
    if (new Size().of(value, 0) > mostValues) {
      return this.refuse(
        `stands for more than ${mostValues} values, written out; use fewer aliases and shorter texts`,
      );
    }
    return this.copyValue(value);
  }

  private copyValue(value: unknown): Data | undefined {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (value === undefined) return undefined;
    if (typeof value !== 'object') return this.refuse(`expected plain data, found ${nameOf(value)}`);
    if (this.within.has(value)) return this.refuse('leads back to a value that holds it; write it out');
    if (this.path.length >= deepest) return this.refuse(`is deeper than ${deepest} levels; write it flatter`);
    this.within.add(value);
    const depth = this.path.length;
    try {
      return Array.isArray(value) ? this.copyList(value) : this.copyObject(value);
    } catch {
      // A getter, or a proxy: of the key that is being read.
      const fault = this.refuse('throws when it is read; write the value out');
      this.path.length = depth;
      return fault;
    } finally {
      this.within.delete(value);
    }
  }

  private copyList(list: readonly unknown[]): Data {
    return Array.from(list, (item, index) =>
      this.at(index, () => {
        if (item === undefined) this.refuse('is an empty place in a list; remove it');
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

/** Counts how many values a value holds, those again that several places share. */
class Size {
  private readonly known = new Map<object, number>();
  private looks = 0;

  of(value: unknown, depth: number): number {
    if (typeof value === 'string') return 1 + Math.floor(value.length / charactersOfValue);
    if (typeof value !== 'object' || value === null || depth > deepest) return 1;
    const size = this.known.get(value);
    if (size !== undefined) return size;
    this.known.set(value, 1);
    const sum = this.within(value, depth);
    this.known.set(value, sum);
    return sum;
  }

  /** Getters may make new objects for ever, so that the looks are counted too. */
  private within(value: object, depth: number): number {
    if (Array.isArray(value) && value.length > mostValues) return value.length;
    let sum = 1;
    try {
      for (const key of Object.keys(value)) {
        this.looks += 1;
        if (this.looks > mostValues) return Number.POSITIVE_INFINITY;
        sum += this.of((value as Record<string, unknown>)[key], depth + 1);
      }
    } catch {
      // What throws when it is read is refused when it is copied.
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
