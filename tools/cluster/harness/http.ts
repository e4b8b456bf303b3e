import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { Connection } from './connection.ts';

/** The server itself gives up after 60 s, webhooks after 30 s. */
const requestSeconds = 120;

/**
 * The server closes a connection 90 s after its last answer (`IdleTimeout` of Go's `http.Server`). A request that is sent
 * at that moment ends with "socket hang up". So did 60 of 60 while the process was busy for 1.5 s. The client closes first.
 */
const longestIdleSeconds = 30;

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. Default: no body. */
  readonly body?: unknown;
  /** Default: `application/json`. */
  readonly contentType?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly body: unknown;
  /** The texts of the Warning headers: what kubectl prints as `Warning: …`. */
  readonly warnings: readonly string[];
}

/**
 * Sends one request to an API server that has its own certificate authority.
 *
 * `fetch` of Node 20 takes no certificate authority for one request, hence `node:https`.
 */
export class HttpClient {
  private readonly agent: Agent;

  /** @param idleSeconds - a connection without a request is closed after so many seconds. Default: 30. */
  constructor(
    private readonly connection: Connection,
    idleSeconds: number = longestIdleSeconds,
  ) {
    this.agent = new Agent({ keepAlive: true, timeout: idleSeconds * 1000, ca: connection.ca });
  }

  async send({ method, path, query = {}, body, contentType }: HttpRequest): Promise<HttpResponse> {
    const url = new URL(path, this.connection.server);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers: Record<string, string> = {
      accept: 'application/json',
      authorization: `Bearer ${this.connection.token}`,
    };
    if (text !== undefined) headers['content-type'] = contentType ?? 'application/json';
    const response = await this.open(url, method, headers, text);
    const answer = await collect(response);
    return {
      status: response.statusCode ?? 0,
      body: isJson(response) ? JSON.parse(answer) : answer,
      warnings: warnings(response),
    };
  }

  /** Lets go of the connections that are kept for the next request. */
  close(): void {
    this.agent.destroy();
  }

  private open(
    url: URL,
    method: string,
    headers: Record<string, string>,
    body: string | undefined,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { method, headers, agent: this.agent }, resolve);
      sent.setTimeout(requestSeconds * 1000, () =>
        sent.destroy(new Error(`${method} ${url.pathname}: no answer within ${requestSeconds} s`)),
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }
}

async function collect(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function isJson(response: IncomingMessage): boolean {
  return response.headers['content-type']?.includes('json') ?? false;
}

/** RFC 7234, section 5.5: `299 - "text"`, the text with quotes and backslashes escaped. */
function warnings(response: IncomingMessage): string[] {
  const found: string[] = [];
  for (let index = 0; index < response.rawHeaders.length; index += 2) {
    if (response.rawHeaders[index]?.toLowerCase() !== 'warning') continue;
    const header = response.rawHeaders[index + 1] ?? '';
    for (const match of header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)) {
      found.push((match[1] ?? '').replaceAll(/\\(.)/g, '$1'));
    }
  }
  return found;
}
