import fc from 'fast-check';

/** Texts that some reader takes for something else: YAML, Helm, a shell, a kubelet, a browser, a path. */
const trickyTexts = [
  '',
  ' ',
  ' a',
  'a b',
  'A',
  '-',
  '.',
  '..',
  'null',
  'true',
  'yes',
  '1',
  '1e3',
  '0x10',
  '1:30',
  '~',
  '*',
  '&a',
  '!!js/function',
  ': ',
  '- a',
  '#',
  'x # comment',
  "'",
  '"',
  '%s',
  '\\',
  'a\nb',
  'a\r\nb',
  '\ttab',
  'a\u0000b',
  'bell\u0007',
  'high \ud800',
  '\u2028',
  '\u202eabc',
  '\ufeffa',
  'ä',
  'ﬁ',
  '💥',
  '{{ .Values.name }}',
  '{{ fail "x" }}',
  '}}',
  '$(HOME)',
  '$$(HOME)',
  '$$',
  '`id`',
  '$(touch /tmp/slipway-hostile)',
  '"; DROP TABLE a; --',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '/etc/passwd',
  '__proto__',
  'constructor',
  'x'.repeat(64),
  'x'.repeat(300),
  'a-'.repeat(2000),
  'x'.repeat(300_000),
];

/** Texts in the notations of an environment file, allowed ones and refused ones. */
const notations = [
  ...['0', '1Ki', '1m', '-1Gi', '1 Gi', '0.1Mi', '1.3Gi', '1.5', '9999999Ei', '8Ei', '1e3Mi', '1GiB', '999'],
  ...['0s', '1s', '-1s', '99999h', '1d', '1ms', '1h30m', '8760h', '8761h', '90', '1.5h'],
  ...['* * * * * *', '0 0 2 * * *', '@daily', '0 0 31 2 * *', '0 0 2 * *', '99 99 99 99 99 99'],
  ...['http://', 'https://a:99999', 'https://u:p@h.example.com', 'javascript:alert(1)', 'https://[::1'],
  ...[
    'https://a.example.com?x=1',
    'https://999.1.1.1',
    'git@github.com:a/b.git',
    's3://',
    's3://A',
    's3://b/../c',
  ],
  ...['localhost', '*.example.com', 'EXAMPLE.com', 'a..b', 'a.example.com.', 'xn--a.example.com'],
  ...['app:latest', 'app', 'App:1', 'app@sha256:0', 'localhost:5000/app:1', 'a/b/c:1.0', 'app:1@sha256:'],
  ...['0.0.0.0/33', '::/0', '10.0.0.1/8', '0.0.0.0/0', '10.0.0.0', '256.0.0.0/8'],
  ...['default', 'kube-system', 'database', 'cache', 'web-preview', 'argocd', 'helm', '30d', '0d', '99999d'],
  ...['example.com/a', 'a/b/c', 'helm.sh/hook', 'argocd.argoproj.io/sync-wave', 'app'],
];

export const trickyText = fc.oneof(
  fc.constantFrom(...trickyTexts),
  fc.constantFrom(...notations),
  fc.string({ maxLength: 12, unit: 'binary' }),
);

/** Numbers at the limits of common number types. */
export const trickyNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 0.5, 1.5, 1e-9, 100, 1000, 65_535, 65_536, 100_000, 1e15, 1e16, 1e21, 1e308),
  fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 63), Number.MIN_VALUE),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce<unknown>(inner => ({ a: inner }), 1);
}

/** Values that a file may hold instead of the expected one. */
export const trickyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: trickyText },
  { weight: 3, arbitrary: trickyNumber },
  fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], ['a', 'a'], [{}], { a: 1 }, { '': '' }),
  fc.constantFrom<unknown>({ constructor: 1 }, { 'a b': 'c' }, { A: {}, b: {} }, { on: true }, { '1': 2 }),
  fc.constantFrom<unknown>(
    nested(45),
    nested(60),
    Array.from({ length: 3000 }, (_, index) => index),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
