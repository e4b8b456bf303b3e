/** `2026-11-24 12:05:15`, UTC. @param seconds since 1970. */
export function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2h`, `1h 30m`, `45s`: the two largest units. */
export function span(seconds: number): string {
  const units: readonly [string, number][] = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ];
  const parts: string[] = [];
  let remaining = Math.round(seconds);
  for (const [unit, size] of units) {
    const count = Math.floor(remaining / size);
    if (count > 0) parts.push(`${count}${unit}`);
    remaining -= count * size;
  }
  return parts.slice(0, 2).join(' ') || '0s';
}
