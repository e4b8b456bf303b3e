import type { z } from 'zod';
import { gitUrl, httpUrl } from '../../../config/units/url.ts';
import { processorSeconds } from '../../support/processor-time.ts';

function messageOf(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

test.each([
  'https://example.com',
  'http://prometheus-operated.monitoring.svc:9090',
  'https://metrics.example.com/select/0:0/prometheus/',
  'https://10.0.0.1:6443',
  'https://[2001:db8::1]:6443',
  'https://m.example.com:65535',
  'https://m.example.com:1/a%20b',
])('an HTTP URL may be %s', url => {
  expect(httpUrl.parse(url)).toBe(url);
});

test.each([
  ['https://m.example.com:90000', '; a port is a number from 1 to 65535, not 90000'],
  ['https://m.example.com:65536', '; a port is a number from 1 to 65535, not 65536'],
  ['https://m.example.com:0', '; a port is a number from 1 to 65535, not 0'],
  ['https://m.example.com:080', '; a port is a number from 1 to 65535, not 080'],
  ['https://m.example.com:', ''],
  ['m.example.com:9000', '; begin with https:// or http://'],
  ['ftp://m.example.com', ''],
  ['https://', ''],
  ['https://999.1.1.1', ''],
  ['https://[:::::]', ''],
  ['https://a..b', ''],
  ['https://example.com/a b', '; remove the whitespace'],
  ['https://example.com\n', '; remove the whitespace'],
  ['https://example.com/?tenant=1', '; remove the part after ? or #'],
  ['https://example.com/#top', '; remove the part after ? or #'],
  ['https://example.com/{{ .Values }}', '; remove the whitespace'],
  ['https://example.com/$(HOME)', ''],
  ['https://ex\u0430mple.com', ''],
])('an HTTP URL is not %s', (url, advice) => {
  expect(messageOf(httpUrl, url)).toBe(
    `expected a URL such as https://example.com or http://example.com:9000, found ${JSON.stringify(url)}${advice}`,
  );
});

test('user and password are refused, and the message hides the password', () => {
  expect(messageOf(httpUrl, 'https://admin:hunter2@example.com')).toBe(
    'expected a URL such as https://example.com or http://example.com:9000, found "https://admin:…@example.com"; remove user and password',
  );
  expect(messageOf(gitUrl, 'https://me:ghp_token@git.example.com/a.git')).toBe(
    'expected the URL of a Git repository such as https://git.example.com/platform.git, found "https://me:…@git.example.com/a.git"; remove user and password',
  );
  expect(messageOf(gitUrl, 'https://token@git.example.com/a.git')).toContain('; remove user and password');
});

test.each([
  'https://git.example.com/platform.git',
  'https://git.example.com:8443/group/platform.git',
  'ssh://git@git.example.com:2222/platform.git',
  'git@github.com:example/platform.git',
  'file:///srv/platform.git',
])('a Git repository may be %s', url => {
  expect(gitUrl.parse(url)).toBe(url);
});

test.each([
  'https://git.example.com:90000/platform.git',
  'ssh://git@git.example.com:90000/platform.git',
  'git@github.com',
  'file://',
  'http://git.example.com/platform.git',
])('a Git repository is not %s', url => {
  expect(messageOf(gitUrl, url)).toContain(
    'expected the URL of a Git repository such as https://git.example.com/platform.git, found ',
  );
});

test('text that is not a URL is refused, even if it matches the grammar', () => {
  expect(messageOf(httpUrl, 'https://xn--a')).toContain('expected a URL such as');
});

test('takes little time for a text made to be slow', () => {
  const seconds = processorSeconds(() => {
    for (const text of ['a-', '1.', 'a.', '[:', '%2']) {
      expect(messageOf(httpUrl, `https://${text.repeat(50_000)}!`)).toContain('expected a URL');
      expect(messageOf(gitUrl, `git@${text.repeat(50_000)}!`)).toContain('expected the URL');
    }
  });
  expect(seconds).toBeLessThan(5);
});
