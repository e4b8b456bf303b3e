import { matches, type Selector } from './selector.ts';
import { firstOf } from './words.ts';

interface Labeled {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface InNamespace<T> {
  readonly all: T[];
  readonly byLabel: Map<string, T[]>;
  readonly valuesByKey: Map<string, Set<string>>;
}

/** Things with labels, found by selector without looking at all of them. */
export class LabelIndex<T extends Labeled> {
  private readonly namespaces = new Map<string, InNamespace<T>>();

  constructor(readonly all: readonly T[]) {
    for (const thing of all) this.add(thing);
  }

  private add(thing: T): void {
    const known = this.namespaces.get(thing.namespace) ?? {
      all: [],
      byLabel: new Map<string, T[]>(),
      valuesByKey: new Map<string, Set<string>>(),
    };
    this.namespaces.set(thing.namespace, known);
    known.all.push(thing);
    for (const [key, value] of Object.entries(thing.labels)) {
      const label = `${key}=${value}`;
      const same = known.byLabel.get(label);
      if (same) same.push(thing);
      else known.byLabel.set(label, [thing]);
      known.valuesByKey.set(key, (known.valuesByKey.get(key) ?? new Set()).add(value));
    }
  }

  selected(namespace: string, selector: Selector): T[] {
    return this.candidates(namespace, selector).filter(({ labels }) => matches(selector, labels));
  }

  isAnySelected(namespace: string, selector: Selector): boolean {
    return this.candidates(namespace, selector).some(({ labels }) => matches(selector, labels));
  }

  /** Those with the rarest of the labels. */
  private candidates(namespace: string, { labels }: Selector): readonly T[] {
    const known = this.namespaces.get(namespace);
    if (known === undefined) return [];
    let rarest: readonly T[] = known.all;
    for (const [key, value] of labels) {
      const same = known.byLabel.get(`${key}=${value}`) ?? [];
      if (same.length < rarest.length) rarest = same;
    }
    return rarest;
  }

  /** What a selector that matches nothing could ask for instead, in words. */
  suggestion(namespace: string, { labels }: Selector): string {
    const known = this.namespaces.get(namespace);
    if (known === undefined) return 'nothing, since this namespace has nothing to select';
    for (const [key, value] of labels) {
      const values = known.valuesByKey.get(key);
      if (values === undefined) return `the labels ${firstOf(known.valuesByKey.keys())}`;
      if (!values.has(value)) return `${key} with ${firstOf(values)}`;
    }
    return 'labels that occur together';
  }
}
