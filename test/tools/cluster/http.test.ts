import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CertificateAuthority } from '../../../tools/cluster/harness/certificates.ts';
import type { Connection } from '../../../tools/cluster/harness/connection.ts';
import { HttpClient } from '../../../tools/cluster/harness/http.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-http-'));
const version = { method: 'GET', path: '/version' };

let server: Server;
let connection: Connection;
let connections = 0;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  const authority = await CertificateAuthority.create(folder);
  const { certificate, key } = await authority.issue('server');
  server = createServer({ cert: certificate, key, keepAliveTimeout: 60_000 }, (_, response) =>
    answer(response),
  );
  server.on('secureConnection', () => connections++);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  connection = { server: `https://127.0.0.1:${port}`, ca: authority.keyPair.certificate, token: 'none' };
});

beforeEach(() => {
  connections = 0;
  answer = response => response.end('ok');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

test('requests of the API client share a connection', async () => {
  const client = new HttpClient(connection);
  await client.send(version);
  await client.send(version);
  client.close();
  expect(connections).toBe(1);
});

test('the API client closes an idle connection before the server does', async () => {
  const client = new HttpClient(connection, 0.05);
  await client.send(version);
  await sleep(500);
  await client.send(version);
  client.close();
  expect(connections).toBe(2);
});

test('a slow answer is not an idle connection', async () => {
  const client = new HttpClient(connection, 0.05);
  answer = response => void setTimeout(() => response.end('late'), 500);
  expect((await client.send(version)).body).toBe('late');
  client.close();
  expect(connections).toBe(1);
});
