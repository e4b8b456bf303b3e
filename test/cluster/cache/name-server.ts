import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

const types = { a: 1 } as const;
const notFound = 3;

/** A DNS server on port 53 of an address, which can fall silent as one does whose node is gone. */
export class NameServer {
  /** The names that were asked for since `forget`. */
  asked: string[] = [];
  isSilent = false;

  /** @throws when this user may not listen on port 53. */
  static async start(address: string, addresses: ReadonlyMap<string, string>): Promise<NameServer> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', error =>
        reject(
          new Error(
            `test/cluster/cache: ${error.message}, expected to listen there; run as root, or: sysctl -w net.ipv4.ip_unprivileged_port_start=53`,
          ),
        ),
      );
      socket.bind(53, address, resolve);
    });
    return new NameServer(socket, addresses);
  }

  private constructor(
    private readonly socket: Socket,
    private readonly addresses: ReadonlyMap<string, string>,
  ) {
    socket.unref();
    socket.on('message', (message, from) => this.answer(message, from));
  }

  forget(): void {
    this.asked = [];
  }

  close(): void {
    this.socket.close();
  }

  private answer(query: Buffer, from: RemoteInfo): void {
    const { name, type, end } = questionOf(query);
    this.asked.push(name);
    if (this.isSilent) return;
    const address = this.addresses.get(name);
    const record = address !== undefined && type === types.a ? recordOf(address) : Buffer.alloc(0);
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8580 | (address === undefined ? notFound : 0), 2);
    header.writeUInt16BE(record.length > 0 ? 1 : 0, 6);
    header.writeUInt32BE(0, 8);
    this.socket.send(Buffer.concat([header, query.subarray(12, end), record]), from.port, from.address);
  }
}

/** The first question of a message, and where it ends. */
function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  while (query.readUInt8(at) > 0) {
    const length = query.readUInt8(at);
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** An A record of the name that was asked for, for five seconds. */
function recordOf(address: string): Buffer {
  const head = Buffer.from([0xc0, 12, 0, types.a, 0, 1, 0, 0, 0, 5, 0, 4]);
  return Buffer.concat([head, Buffer.from(address.split('.').map(Number))]);
}
