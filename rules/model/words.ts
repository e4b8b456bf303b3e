/** The first few of many names, in order: `a, b and 3 more`; empty without any. */
export function firstOf(names: Iterable<string>, count = 8): string {
  const sorted = [...new Set(names)].sort();
  const shown = sorted.slice(0, count).join(', ');
  return sorted.length > count ? `${shown} and ${sorted.length - count} more` : shown;
}
