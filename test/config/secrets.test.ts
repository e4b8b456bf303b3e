import type { EnvironmentInput } from '../../config/environment.ts';
import { secretShapes } from '../../config/secret-shapes.ts';
import { type ApplicationInput, faultsOf } from '../support/faults.ts';

/** The faults of an environment file whose application `web` has these fields; paths start at `web`. */
function faultsOfWeb(web: Partial<ApplicationInput>, rest: Partial<EnvironmentInput> = {}): string[] {
  return faultsOf({ web }, rest).map(text => text.replace(/^applications\./, ''));
}

/** Joined here, so that scanners of this repository do not find a key. */
const example = (...parts: readonly string[]): string => parts.join('');
const many = (character: string, count: number): string => character.repeat(count);

const known: Readonly<Record<string, string>> = {
  'an AWS access key': example('AKIA', 'IOSFODNN7EXAMPLE'),
  'a GitHub token': example('ghp', '_', many('a1', 18)),
  'a GitLab token': example('glpat', '-', many('a1', 10)),
  'a Slack token': example('xoxb', '-', '123456789012-abc'),
  'a Slack webhook': example('https://hooks.slack', '.com/services/', 'T0000/B0000/x'),
  'a Stripe secret key': example('sk', '_live_', many('a1', 12)),
  'a Google API key': example('AIza', many('a', 35)),
  'an OpenAI or Anthropic key': example('sk', '-ant-', many('a', 40)),
  'a SendGrid key': example('SG', '.', many('a', 22), '.', many('b', 43)),
  'an npm token': example('npm', '_', many('a', 36)),
  'a PyPI token': example('pypi', '-AgEI', many('a', 60)),
  'a Vault token': example('hvs', '.', many('a', 24)),
  'a DigitalOcean token': example('dop', '_v1_', many('a', 64)),
  'an age key': example('AGE-SECRET', '-KEY-1', many('A', 58)),
  'a JSON Web Token': example('eyJ', many('a', 20), '.eyJ', many('b', 20), '.c'),
  'a private key': example('-----BEGIN', ' RSA PRIVATE KEY-----\nMIIE'),
  'a URL with a password': 'postgres://me:hunter2@db.example.com/app',
  'a connection string with a password': 'Host=db;Username=me;Password=hunter2;',
};

test('every known form has an example', () => {
  expect(Object.keys(known)).toEqual(secretShapes.map(({ what }) => what));
});

const move = 'everyone who can read the repository would see it; move it from env to secrets';

test.each(Object.entries(known))(
  '%s is refused under any name, and the message does not show it',
  (what, value) => {
    expect(faultsOfWeb({ env: { SETTING: value } })).toEqual([
      `web.env.SETTING: contains ${what}, and ${move} (SETTING: { secret: NAME, key: KEY }) and store the value in that Secret, or say in notSecret.SETTING why it is not a secret`,
    ]);
  },
);

test.each([
  'PASSWORD',
  'DB_PASSWORD',
  'PGPASSWORD',
  'apiToken',
  'CLIENT_SECRET',
  'SMTP_PASS',
  'STRIPE_API_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'SECRET_KEY_BASE',
  'JWT_PRIVATE_KEY',
  'TOKEN_2',
])('a value of the name %s is refused', name => {
  expect(faultsOfWeb({ env: { [name]: 'hunter2' } })).toEqual([
    `web.env.${name}: looks like a secret by its name, and ${move} (${name}: { secret: NAME, key: KEY }) and store the value in that Secret, or say in notSecret.${name} why it is not a secret`,
  ]);
});

test.each([
  ['TOKEN_TTL', '3600'],
  ['PASSWORD_MIN_LENGTH', '12'],
  ['SECRET_NAME', 'stripe'],
  ['PASSWORD_FILE', '/run/secrets/password'],
  ['GOOGLE_APPLICATION_CREDENTIALS', '/var/run/key.json'],
  ['ALLOW_EMPTY_PASSWORD', 'yes'],
  ['ACCESS_CONTROL_ALLOW_CREDENTIALS', 'true'],
  ['NEXT_PUBLIC_MAP_TOKEN', 'pk-abc'],
  ['STRIPE_PUBLISHABLE_KEY', 'pk_live_abc'],
  ['DATABASE_URL', 'postgres://me:$(PGPASSWORD)@db/app'],
  ['MAIL_PASSWORD', '$(SMTP_PASSWORD)'],
  ['DB_PASSWORD', 'vault:secret/data/app#password'],
  ['PUBLIC_KEY', 'ssh-ed25519 AAAA'],
  ['AUTHORS', 'a:b@c'],
  [
    'IMAGE',
    'registry.example.com/web@sha256:3f6a1c6b4fb1a1d5c2b6a7d8e9f00112233445566778899aabbccddeeff00112',
  ],
  ['KEYBOARD', 'us'],
])('%s=%s is not a secret', (name, value) => {
  const secrets = ['PGPASSWORD', 'SMTP_PASSWORD'].map(key => [key, { secret: 'x', key }]);
  expect(faultsOfWeb({ env: { [name]: value }, secrets: Object.fromEntries(secrets) })).toEqual([]);
});

test('a reason allows a value that looks like a secret', () => {
  const env = { MAP_TOKEN: 'abc', HOOK: known['a Slack webhook'] ?? '' };
  expect(
    faultsOfWeb({ env, notSecret: { MAP_TOKEN: 'browsers hold it too', HOOK: 'a channel for tests' } }),
  ).toEqual([]);
});

test('a reason for a missing value is refused', () => {
  expect(faultsOfWeb({ notSecret: { MAP_TOKEN: 'browsers hold it too' } })).toEqual([
    'web.notSecret.MAP_TOKEN: is not a key of env, annotations, identity, files, nor of env of another container, nor command, args, beforeRelease or job; remove it',
  ]);
});

test.each([
  [['serve', '--password', 'hunter2']],
  [['serve', '--db-password=hunter2']],
  [['sh', '-c', 'API_TOKEN=abc exec serve']],
])('a command of %j is refused', command => {
  expect(faultsOfWeb({ command })).toEqual([
    'web.command: has an argument that looks like a secret by its name, and everyone who can read the repository would see it; name a Secret in secrets and write $(NAME) here, or say in notSecret.command why it is not a secret',
  ]);
});

test('a key in a command is refused at its argument', () => {
  expect(faultsOfWeb({ command: ['serve', known['a GitHub token'] ?? ''] })).toEqual([
    'web.command[1]: contains a GitHub token, and everyone who can read the repository would see it; name a Secret in secrets and write $(NAME) here, or say in notSecret.command why it is not a secret',
  ]);
});

test.each([
  [['serve', '--password-file=/run/secret']],
  [['serve', '--token', '$(API_TOKEN)']],
  [['sh', '-c', 'exec serve --password "$PGPASSWORD"']],
  [['serve', '--no-password', '--verbose']],
  [['serve', '--check-token=true', '--require-secret=false']],
])('a command of %j is accepted', command => {
  expect(faultsOfWeb({ command, secrets: { API_TOKEN: { secret: 'api', key: 'token' } } })).toEqual([]);
});

test('a known form is found in every free text', () => {
  const token = known['a GitHub token'] ?? '';
  const others = {
    cluster: { storageClass: 'ssd', prometheus: 'https://me:hunter2@prometheus.example.com' },
    database: { storage: '10Gi' as const, parameters: { 'app.token': token } },
    gitops: { repository: `https://me:${token}@git.example.com/platform.git` },
  };
  const found = faultsOfWeb(
    { annotations: { 'example.com/hook': token }, identity: { 'example.com/role': token } },
    others,
  );
  expect(found.map(message => message.split(': ')[0])).toEqual(
    expect.arrayContaining([
      'web.annotations["example.com/hook"]',
      'web.identity["example.com/role"]',
      'database.parameters["app.token"]',
      'cluster.prometheus',
      'gitops.repository',
    ]),
  );
  expect(found.join()).not.toContain(token);
  expect(found.join()).not.toContain('hunter2');
});

test.each([null, 'none', ['MAP_TOKEN']])(
  'reasons of another type are one fault, and no crash: %j',
  notSecret => {
    const input = { env: { LOG_LEVEL: 'info' }, notSecret } as unknown as Partial<ApplicationInput>;
    expect(faultsOfWeb(input)).toEqual([
      expect.stringMatching(/^web\.notSecret: expected an object, found /),
    ]);
  },
);
