import type { z } from 'zod';
import { existingName, hostName, namespaceName, objectName, path } from '../../../config/units/names.ts';
import { processorSeconds } from '../../support/processor-time.ts';

function messageOf(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

describe('host names', () => {
  test.each([
    'app.example.com',
    'a.b',
    'xn--bcher-kva.example',
    '1.example.com',
    'a-b.c-d.e1',
    'app.example.c0m',
  ])('accepts %s', host => {
    expect(hostName.parse(host)).toBe(host);
  });

  test.each([
    ['app', '; write the full name with its domain'],
    ['app.example.com.', ''],
    ['app..example.com', ''],
    ['-app.example.com', ''],
    ['app-.example.com', ''],
    [`${'a'.repeat(64)}.example.com`, ''],
    ['*.example.com', '; name each host, since a wildcard gets no certificate'],
    ['App.example.com', '; write "app.example.com"'],
    ['app.example.com:8080', '; remove the port'],
    ['https://app.example.com', '; remove the scheme and the path'],
    ['10.0.0.1', '; use a name, since an IP address gets no certificate'],
    ['app_1.example.com', '; a host name cannot contain an underscore'],
  ])('refuses %s', (host, advice) => {
    const found = host.length > 60 ? `"${host.slice(0, 59)}… (78 characters)` : JSON.stringify(host);
    expect(messageOf(hostName, host)).toBe(
      `expected a host name such as app.example.com, found ${found}${advice}`,
    );
  });

  test('has at most 253 characters, as in DNS', () => {
    const host = `${'abcdefghi.'.repeat(25)}com`;
    expect(host).toHaveLength(253);
    expect(hostName.parse(host)).toBe(host);
    expect(messageOf(hostName, `a${host}`)).toContain('expected at most 253 characters');
  });

  test('takes little time for a text made to be slow', () => {
    const seconds = processorSeconds(() => {
      expect(messageOf(hostName, `${'a-'.repeat(50_000)}!`)).toContain('expected a host name');
      expect(messageOf(hostName, `${'1.'.repeat(50_000)}!`)).toContain('expected a host name');
    });
    // It takes hundredths of a second; a pattern that backtracks at each character takes over five seconds.
    expect(seconds).toBeLessThan(1);
  });
});

describe('names', () => {
  const rule = 'expected a name of lowercase letters, digits and hyphens that begins with a letter';

  test.each([
    ['WebShop', '; write "web-shop"'],
    ['web_shop', '; write "web-shop"'],
    ['web shop', '; write "web-shop"'],
    ['1web', ''],
    ['web-', ''],
    ['-web', ''],
    ['web.shop', ''],
    ['wéb', ''],
    ['', ''],
  ])('refuses %j', (name, advice) => {
    expect(messageOf(objectName, name)).toBe(`${rule}, found ${JSON.stringify(name)}${advice}`);
  });

  test('says why a name has at most 40 characters', () => {
    expect(objectName.parse('a'.repeat(40))).toHaveLength(40);
    expect(messageOf(objectName, 'a'.repeat(41))).toBe(
      `expected at most 40 characters, found "${'a'.repeat(41)}" with 41; names of objects add up to 23, and Kubernetes allows 63`,
    );
  });

  test('an object may have dots in its name, a namespace may not', () => {
    expect(existingName.parse('letsencrypt.prod')).toBe('letsencrypt.prod');
    expect(messageOf(existingName, 'a..b')).toContain('expected the name of a Kubernetes object');
    expect(messageOf(namespaceName, 'a.b')).toBe(
      'expected a namespace of at most 63 lowercase letters, digits and hyphens, found "a.b"',
    );
  });
});

test.each(['/he alth', '/{{x}}', '//health', '/a"b', '/%zz'])('refuses the path %j', value => {
  expect(messageOf(path, value)).toBe(
    `expected a path that begins with /, without a query, found ${JSON.stringify(value)}; write other characters as %20`,
  );
});

test.each(['health', '/health?deep=1', ''])('refuses the path %j', value => {
  expect(messageOf(path, value)).toBe(
    `expected a path that begins with /, without a query, found ${JSON.stringify(value)}`,
  );
});
