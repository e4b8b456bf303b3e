import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets an HTTP or HTTPS server listen on a free port of loopback, and returns the port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Ends a server with the connections that it has. */
export function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}
