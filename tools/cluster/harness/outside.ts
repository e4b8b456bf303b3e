import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { listen, stop } from './loopback.ts';

/** The answer to requests whose URL or form holds a text. */
export interface Answer {
  /** Looked for in the whole URL and in the decoded body. */
  readonly match: string;
  /** The number that a Prometheus query finds; `null` for a query that finds nothing. */
  readonly value?: number | null;
  /** The HTTP status. Default: 200. */
  readonly status?: number;
}

/** 100 requests a minute, of which none fails. */
export const healthyAnswers: readonly Answer[] = [
  { match: 'code=~', value: 1 },
  { match: 'http_requests_total', value: 100 },
];

/**
 * Simulates every HTTP server that a controller asks: Prometheus, and the Services of the cluster. Those lead nowhere,
 * because pods run no containers.
 *
 * Controllers reach it as their HTTP proxy. The answers are read from a JSON file at each request, and the first
 * that matches wins. Any other request gets an empty result of Prometheus, and status 200.
 */
export class Outside {
  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(answersFile: string): Promise<Outside> {
    const server = createServer(async (request, response) => {
      let asked = decodeURIComponent(request.url ?? '');
      for await (const chunk of request) asked += decodeURIComponent(String(chunk).replaceAll('+', ' '));
      const { status = 200, value = null } = (await find(answersFile, asked)) ?? {};
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(vector(value)));
    });
    return new Outside(server, await listen(server));
  }

  /** The variables that lead a program here. */
  get env(): { readonly HTTP_PROXY: string } {
    return { HTTP_PROXY: `http://127.0.0.1:${this.port}` };
  }

  stop(): void {
    stop(this.server);
  }
}

async function find(file: string, asked: string): Promise<Answer | undefined> {
  const answers = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as readonly Answer[];
  return answers.find(({ match }) => asked.includes(match));
}

/** The answer of Prometheus' `/api/v1/query`: one sample, or none. */
function vector(value: number | null): object {
  const now = Date.now() / 1000;
  const result = value === null ? [] : [{ metric: {}, value: [now, String(value)] }];
  return { status: 'success', data: { resultType: 'vector', result } };
}
