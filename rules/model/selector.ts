import { labelsAt, listAt, textAt } from './manifest.ts';

type Labels = Readonly<Record<string, string>>;

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly unknown[];
}

/** Which pods are meant: all labels and all requirements must hold; without any, every pod is meant. */
export interface Selector {
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly requirements: readonly Requirement[];
}

/** A selector of labels alone, as Services have. */
export function labelSelector(labels: Labels): Selector {
  return { labels: Object.entries(labels), requirements: [] };
}

/** A LabelSelector with matchLabels and matchExpressions. */
export function selectorOf(value: unknown): Selector {
  const requirements = listAt(value, 'matchExpressions').map(expression => ({
    key: textAt(expression, 'key') ?? '',
    operator: textAt(expression, 'operator') ?? '',
    values: listAt(expression, 'values'),
  }));
  return { labels: Object.entries(labelsAt(value, 'matchLabels')), requirements };
}

export function matches({ labels, requirements }: Selector, found: Labels): boolean {
  return (
    labels.every(([key, value]) => found[key] === value) &&
    requirements.every(requirement => holds(requirement, found))
  );
}

function holds({ key, operator, values }: Requirement, found: Labels): boolean {
  const value = found[key];
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  const isListed = values.includes(value);
  return operator === 'In' ? isListed : !isListed;
}

/** `app=web, tier In (a, b)`; `every pod` when nothing is asked for. */
export function describeSelector({ labels, requirements }: Selector): string {
  const parts = [
    ...labels.map(([key, value]) => `${key}=${value}`),
    ...requirements.map(({ key, operator, values }) =>
      values.length > 0 ? `${key} ${operator} (${values.join(', ')})` : `${key} ${operator}`,
    ),
  ];
  return parts.length > 0 ? parts.join(', ') : 'every pod';
}
