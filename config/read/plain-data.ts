import type { Data, DataObject } from '../merge.ts';
import { formatPath, type Path } from '../path.ts';
import { show } from '../units/expected.ts';

/** What is wrong at a path. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

const reservedKeys = new Set(['__proto__', 'constructor', 'prototype']);
const deepest = 50;
const mostValues = 2_000_000;

/**
 * Copies what a file holds as plain data, the same for every format: own keys only, keys that are `undefined` left
 * out, values that are named twice (an alias in YAML, a constant in TypeScript) written out.
 *
 * Refuses what JSON cannot hold, keys with a meaning in JavaScript, loops, more than 50 levels, and more than
 * 2,000,000 values in all, which aliases of aliases make out of a few lines.
 */
export class PlainDataCopy {
  readonly faults: Fault[] = [];
  private readonly within = new Set<object>();
  private values = 0;

  copy(value: unknown, path: Path = []): Data | undefined {
    this.values += 1;
    if (this.values > mostValues) return this.tooMany();
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (value === undefined && path.length > 0) return undefined;
    if (typeof value !== 'object') return this.refuse(path, `expected plain data, found ${nameOf(value)}`);
    if (this.within.has(value)) return this.refuse(path, 'leads back to a value that holds it; write it out');
    if (path.length >= deepest) return this.refuse(path, `is deeper than ${deepest} levels`);
    this.within.add(value);
    const copy = Array.isArray(value) ? this.copyList(value, path) : this.copyObject(value, path);
    this.within.delete(value);
    return copy;
  }

  private copyList(list: readonly unknown[], path: Path): Data {
    return Array.from(list, (item, index) => {
      if (item === undefined) this.refuse([...path, index], 'is an empty place in a list; remove it');
      return this.copy(item, [...path, index]) ?? null;
    });
  }

  private copyObject(object: object, path: Path): DataObject | undefined {
    const prototype = Object.getPrototypeOf(object);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return this.refuse(
        path,
        `expected plain data, found a ${prototype.constructor?.name ?? 'changed object'}`,
      );
    }
    const copy: Record<string, Data> = {};
    for (const [key, value] of Object.entries(object)) {
      if (this.values > mostValues) break;
      if (reservedKeys.has(key)) this.refuse([...path, key], 'is a key that JavaScript reserves; remove it');
      else {
        const data = this.copy(value, [...path, key]);
        if (data !== undefined) copy[key] = data;
      }
    }
    return copy;
  }

  private tooMany(): undefined {
    if (this.values !== mostValues + 1) return undefined;
    return this.refuse([], `stands for more than ${mostValues} values, written out; use fewer aliases`);
  }

  private refuse(path: Path, message: string): undefined {
    this.faults.push({ path: formatPath(path), message });
    return undefined;
  }
}

function nameOf(value: unknown): string {
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : show(value);
}
