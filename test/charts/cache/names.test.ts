import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scripts = join(import.meta.dirname, '../../../charts/cache/scripts');
const known = {
  'cache-0.production.svc': '10.0.0.10',
  'cache-1.production.svc': 'fd00::11',
  'cache-sentinel-0.production.svc': '10.0.0.20',
};

/** The hosts file and the last log line after names.sh, with a DNS that knows `services`. */
function learn(services: Record<string, string>, before?: string) {
  const root = mkdtempSync(join(tmpdir(), 'slipway-names-'));
  try {
    const write = (path: string, text: string) => writeFileSync(join(root, path), text);
    for (const folder of ['bin', 'dns', 'run']) mkdirSync(join(root, folder));
    write('bin/getent', '#!/bin/sh\n[ "$1 $2 $3" = "-s dns ahosts" ] && cat "$STUB/dns/$4" 2>/dev/null\n');
    // The end of a round is the end of the test.
    write('bin/sleep', '#!/bin/sh\nkill -TERM "$PPID"\n');
    for (const program of ['getent', 'sleep']) chmodSync(join(root, 'bin', program), 0o755);
    for (const [name, address] of Object.entries(services)) {
      write(`dns/${name}`, `${address} STREAM ${name}\n${address} DGRAM\n`);
    }
    if (before !== undefined) write('run/hosts', before);
    const { stderr } = spawnSync('sh', [join(scripts, 'names.sh')], {
      encoding: 'utf8',
      env: {
        PATH: `${root}/bin:${process.env.PATH}`,
        STUB: root,
        CACHE_RUN: `${root}/run`,
        CACHE_HOSTS: 'cache-0.cache.production.svc cache-1.cache.production.svc',
        CACHE_SENTINELS: 'cache-sentinel-0.cache-sentinel.production.svc',
      },
    });
    const hosts = readFileSync(join(root, 'run/hosts'), 'utf8').trim().split('\n');
    return { hosts, says: stderr.trim().split('\n').at(-1) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const local = ['127.0.0.1 localhost', '::1 localhost'];

test('each pod has the address of its Service, of either family', () => {
  expect(learn(known)).toEqual({
    hosts: [
      ...local,
      '10.0.0.10 cache-0.cache.production.svc',
      'fd00::11 cache-1.cache.production.svc',
      '10.0.0.20 cache-sentinel-0.cache-sentinel.production.svc',
    ],
    says: '',
  });
});

test('names a Service that DNS does not know, and writes the others to the file', () => {
  const { 'cache-1.production.svc': _, ...others } = known;
  const { hosts, says } = learn(others);
  expect(hosts).toHaveLength(4);
  expect(says).toBe('waiting: DNS does not know the Services of these pods: cache-1.cache.production.svc');
});

test('a name keeps its address while DNS is silent', () => {
  const before = `${learn(known).hosts.join('\n')}\n`;
  expect(learn({}, before)).toEqual({ hosts: before.trim().split('\n'), says: '' });
});

test('a Service that was made again has its new address', () => {
  const before = `${learn(known).hosts.join('\n')}\n`;
  const { hosts } = learn({ ...known, 'cache-0.production.svc': '10.0.0.99' }, before);
  expect(hosts).toContain('10.0.0.99 cache-0.cache.production.svc');
  expect(hosts).toHaveLength(5);
});
