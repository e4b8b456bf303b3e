import { createServer, type Server } from 'node:net';

export interface Network {
  /** The address of that host, 2 to 254. */
  address(host: number): string;
  /** Lets others have the network. */
  release(): void;
}

/**
 * A network of 254 loopback addresses that no other test on this machine uses at the same time. A socket on its first
 * address holds it, which the kernel closes even when the test is killed.
 */
export async function claimNetwork(): Promise<Network> {
  for (let number = 1; number <= 250; number++) {
    const network = `127.77.${number}`;
    const claim = await listen(`${network}.1`);
    if (claim) {
      claim.unref();
      return { address: host => `${network}.${host}`, release: () => claim.close() };
    }
  }
  throw new Error(
    'test/cluster/cache: all networks from 127.77.1.0 to 127.77.250.0 are in use; end some tests',
  );
}

/** Resolves to nothing when a program listens there. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(6379, address);
  });
}
