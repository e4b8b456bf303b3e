import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { connections } from './connections.mjs';
import { Requests } from './requests.mjs';

/** Paths that Kubernetes and Prometheus request. They do not count as load. */
const probes = new Set(['/health', '/metrics']);

const requests = new Requests();
let stopping = false;

const server = createServer((request, response) => {
  const [pathname] = (request.url ?? '/').split('?');
  if (!probes.has(pathname)) response.on('finish', () => requests.count(response.statusCode));
  if (stopping) response.setHeader('connection', 'close');
  if (pathname === '/health') return send(response, 200, 'text/plain', 'ok\n');
  if (pathname === '/metrics') return send(response, 200, 'text/plain; version=0.0.4', requests.toString());
  if (pathname !== '/') return send(response, 404, 'text/plain', 'not found\n');
  const answer = { pod: hostname(), connections: connections(process.env) };
  return send(response, 200, 'application/json', `${JSON.stringify(answer, null, 2)}\n`);
});

function send(response, status, type, body) {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Accepts no new connection, answers open requests, and ends. */
function stop() {
  stopping = true;
  server.close(() => process.exit(0));
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);

server.listen(Number(process.env.PORT ?? 8080), () => {
  console.log(JSON.stringify({ message: 'listening', port: server.address().port }));
});
