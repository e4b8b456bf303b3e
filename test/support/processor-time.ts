/** The processor time of work in seconds: other processes on the machine do not count. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * The time for many things divided by the time for few, each the shortest of three. It is about many / few if the work
 * is linear, and the square of that if it is quadratic, on a machine of any speed.
 */
export function growth(work: (count: number) => void, few: number, many: number): number {
  work(few);
  const shortest = (count: number) => Math.min(...[0, 1, 2].map(() => processorSeconds(() => work(count))));
  return shortest(many) / shortest(few);
}

/** The same for asynchronous work; tests of one file run one after the other. */
export async function growthOf(
  work: (count: number) => Promise<unknown>,
  few: number,
  many: number,
): Promise<number> {
  const shortest = async (count: number) => {
    const seconds: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      const before = process.cpuUsage();
      await work(count);
      const { user, system } = process.cpuUsage(before);
      seconds.push((user + system) / 1e6);
    }
    return Math.min(...seconds);
  };
  await work(few);
  return (await shortest(many)) / (await shortest(few));
}
