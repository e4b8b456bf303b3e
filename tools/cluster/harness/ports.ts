import { createServer, type Server } from 'node:net';

/**
 * Ports below those that systems give to whoever asks for any (Linux from 32768, macOS from 49152), in blocks.
 *
 * A port that is only found free may be another program's before ours listens there. It happened: Argo Rollouts went on
 * without its health port. A TLS server of another cluster answered there with status 400.
 */
const range = { first: 20_000, blocks: 100, size: 100 } as const;

const ports = portsOfBlocks();

/**
 * As many different free ports on loopback as there are names. A port is given out once: never again in this process,
 * and in no other one as long as this one runs. Throws when all blocks are taken.
 */
export async function freePorts<Name extends string>(...names: Name[]): Promise<Record<Name, number>> {
  const found: [Name, number][] = [];
  for (const name of names) found.push([name, (await ports.next()).value]);
  return Object.fromEntries(found) as Record<Name, number>;
}

/** A process has a block as long as it listens at the first port there; the others of the block are for programs. */
async function* portsOfBlocks(): AsyncGenerator<number, never> {
  for (let index = 0; index < range.blocks; index += 1) {
    const first = range.first + index * range.size;
    const guard = await listen(first);
    guard?.unref();
    for (let port = first + 1; guard !== undefined && port < first + range.size; port += 1) {
      // Another program of this machine may listen there.
      const server = await listen(port);
      if (server === undefined) continue;
      await new Promise(resolve => server.close(resolve));
      yield port;
    }
  }
  const last = range.first + range.blocks * range.size - 1;
  throw new Error(
    `ports ${range.first} to ${last} of 127.0.0.1 are all taken; end programs that listen there`,
  );
}

/** Undefined if the port is taken. */
function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
