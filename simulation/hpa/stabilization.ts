/** Recent proposals, kept as long as any window needs them. */
export class Recommendations {
  private recent: { readonly replicas: number; readonly at: number }[] = [];

  /** @param keep seconds of the longest window. */
  constructor(private readonly keep: number) {}

  /** The count that the controller found at its first sync is its first recommendation. */
  begin(replicas: number, now: number): void {
    if (this.recent.length === 0) this.add(replicas, now);
  }

  add(replicas: number, now: number): void {
    const first = this.recent[0];
    if (first !== undefined && first.at < now - this.keep) {
      this.recent = this.recent.filter(({ at }) => at >= now - this.keep);
    }
    this.recent.push({ replicas, at: now });
  }

  /** Without `behavior`: the highest of the window, its far end included. */
  highestSince(start: number, proposal: number): number {
    return this.recent.reduce(
      (most, { replicas, at }) => (at >= start ? Math.max(most, replicas) : most),
      proposal,
    );
  }

  /** With `behavior`: the highest of the window, its far end left out. */
  highestAfter(start: number, proposal: number): number {
    return this.recent.reduce(
      (most, { replicas, at }) => (at > start ? Math.max(most, replicas) : most),
      proposal,
    );
  }

  /** With `behavior`: the lowest of the window, its far end left out. */
  lowestAfter(start: number, proposal: number): number {
    return this.recent.reduce(
      (least, { replicas, at }) => (at > start ? Math.min(least, replicas) : least),
      proposal,
    );
  }
}
