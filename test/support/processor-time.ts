/** Seconds of processor time that work takes: what else runs on the machine does not count. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * How many times as long work takes for many things as for few, each the shortest of three times: about many / few
 * where it is linear and the square of that where it is quadratic, on a machine of any speed.
 */
export function growth(work: (count: number) => void, few: number, many: number): number {
  work(few);
  const shortest = (count: number) => Math.min(...[0, 1, 2].map(() => processorSeconds(() => work(count))));
  return shortest(many) / shortest(few);
}
