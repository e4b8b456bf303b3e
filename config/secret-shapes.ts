/** Text that gives access to something, known by its form. Go reads the regular expressions too: no look-around. */
interface Shape {
  /** What it is, for a message that must not repeat it. */
  readonly what: string;
  readonly pattern: string;
}

/**
 * Keys whose form their makers publish so that scanners find them, private keys, and passwords inside URLs and
 * connection strings. Entropy is not measured: digests and ids have as much of it.
 *
 * Repetitions are bounded and begin at an edge of a word: a text of 300 KB would else take half a minute
 * (`test/hostile/long-texts.test.ts`). A list of its own: the rules of secretlint, the one that is kept on npm, need Node.js 22.
 */
export const secretShapes: readonly Shape[] = [
  { what: 'an access key of AWS', pattern: String.raw`\b(?:AKIA|ASIA)[A-Z2-7]{16}\b` },
  {
    what: 'a token of GitHub',
    pattern: String.raw`\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50})`,
  },
  { what: 'a token of GitLab', pattern: String.raw`\bgl(?:pat|dt|rt|cbt|ptt|agent)-[A-Za-z0-9_-]{20}` },
  { what: 'a token of Slack', pattern: String.raw`\bxox[abeoprs]-[A-Za-z0-9-]{10}` },
  { what: 'a webhook of Slack', pattern: String.raw`\bhooks\.slack\.com/(?:services|workflows)/[A-Z0-9]+/` },
  {
    what: 'a secret key of Stripe',
    pattern: String.raw`\b(?:(?:sk|rk)_(?:live|test)|whsec)_[A-Za-z0-9]{16}`,
  },
  { what: 'a key of Google', pattern: String.raw`\bAIza[A-Za-z0-9_-]{35}` },
  {
    what: 'a key of OpenAI or Anthropic',
    pattern: String.raw`\bsk-(?:ant|proj|svcacct|admin)-[A-Za-z0-9_-]{20}`,
  },
  { what: 'a key of SendGrid', pattern: String.raw`\bSG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39}` },
  { what: 'a token of npm', pattern: String.raw`\bnpm_[A-Za-z0-9]{36}` },
  { what: 'a token of PyPI', pattern: String.raw`\bpypi-AgEI[A-Za-z0-9_-]{50}` },
  { what: 'a token of Vault', pattern: String.raw`\bhv[sbr]\.[A-Za-z0-9_-]{24}` },
  { what: 'a token of DigitalOcean', pattern: String.raw`\bdo[opr]_v1_[a-f0-9]{64}` },
  { what: 'a key of age', pattern: String.raw`\bAGE-SECRET-KEY-1[A-Z0-9]{58}` },
  {
    what: 'a JSON Web Token',
    pattern: String.raw`(?:^|[^A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10}`,
  },
  { what: 'a private key', pattern: '-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----' },
  {
    what: 'a URL with a password',
    pattern: String.raw`(?:^|[^A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s/?#:@]{0,200}:[^\s/?#@$][^\s/?#@]*@`,
  },
  {
    what: 'a connection string with a password',
    pattern: String.raw`(?:^|[\s;&?'"])(?:[Pp]assword|PASSWORD|[Pp]wd|PWD)\s*=\s*[^\s;&$'"(/<][^\s;&'"]*(?:[\s;&'"]|$)`,
  },
];

const names = [
  'passw(?:or)?d',
  'passphrase',
  '[_.-]pass',
  '[_.-]pwd',
  'secret',
  'token',
  '(?:api|access|secret|private|encryption|signing|master|auth|account)[_.-]?key',
  'secret[_.-]?key[_.-]?base',
  'credentials?',
].join('|');

/** How the name of a value ends that is a secret: DB_PASSWORD, apiToken; not TOKEN_TTL or PASSWORD_FILE. Without regard to case. */
export const secretName = `(?:${names})[_.-]?[0-9]{0,2}$`;

/** Names of what is meant to be seen by everybody. Without regard to case. */
export const publicName = 'public|publishable';

/**
 * Values that are none, whatever their name: nothing, a switch, a file, a reference to another variable or to where the
 * secret is kept. Without regard to case.
 */
export const harmlessValue = String.raw`^(?:|true|false|yes|no|on|off|none|null|/\S*|\$\([A-Za-z_][A-Za-z0-9_]*\)|[a-z][a-z0-9+.-]*://[^\s@]*|(?:vault|arn|aws|gcp|azure|op|ref\+[a-z]+):\S*|projects/\S+)$`;

/** A secret as an argument or an assignment in a command: --password=x, --api-token x, PASSWORD=x. Without regard to case. */
export const secretArgument = String.raw`(?:^|[\s;&"'])(?:--[a-z0-9-]*(?:${names})[= ]|[a-z_][a-z0-9_]*(?:${names})=)["']?[^\s"'$/<-]`;

/** Arguments that are none, to be taken out before. Without regard to case. */
export const harmlessArgument = String.raw`[= ](?:true|false|yes|no|on|off)(?:[\s;&"']|$)`;
