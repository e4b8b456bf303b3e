import { setTimeout as pause } from 'node:timers/promises';
import { type Endpoint, PlainClient } from './endpoint.ts';

/** Writes one key after the other through the endpoint, and connects anew whenever the connection ends. */
export class Writer {
  readonly acknowledged: string[] = [];
  /** Answers other than OK. */
  readonly others: string[] = [];
  /** The longest time between two acknowledged writes, in seconds. */
  longestGap = 0;
  connections = 0;
  private isStopped = false;
  private readonly done: Promise<void>;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly password: string,
  ) {
    this.done = this.run();
  }

  get report(): string {
    const { acknowledged, others, longestGap, connections } = this;
    return `no writes for ${longestGap.toFixed(1)} s, ${acknowledged.length} acknowledged, ${others.length} refused, ${connections} connections`;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.done;
  }

  private async run(): Promise<void> {
    let last = Date.now();
    const prefix = `key-${last}`;
    for (let client: PlainClient | undefined, number = 0; !this.isStopped; ) {
      try {
        client ??= await this.connect();
        const key = `${prefix}-${number++}`;
        const answer = await client.ask(`SET ${key} kept`);
        if (answer === '+OK') {
          this.acknowledged.push(key);
          this.longestGap = Math.max(this.longestGap, (Date.now() - last) / 1000);
          last = Date.now();
        } else {
          this.others.push(answer);
        }
        await pause(10);
      } catch {
        client?.close();
        client = undefined;
        await pause(50);
      }
    }
  }

  private connect(): Promise<PlainClient> {
    this.connections += 1;
    return PlainClient.connect(this.endpoint, this.password);
  }
}
