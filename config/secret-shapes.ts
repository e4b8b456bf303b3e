/** The form of a text that gives access to something. Go reads the pattern too: no look-around. */
interface Shape {
  /** What it is, for a message that must not show the text. */
  readonly what: string;
  readonly pattern: string;
}

/**
 * Keys whose form the vendors publish for scanners, private keys, and passwords in URLs and connection strings. Entropy
 * is not measured: digests and ids have as much of it.
 *
 * Repetitions are bounded and start at a word boundary: otherwise a text of 300 KB would take half a minute
 * (`test/hostile/long-texts.test.ts`). The list is ours: the rules of secretlint, the one maintained on npm, need
 * Node.js 22.
 */
export const secretShapes: readonly Shape[] = [
  { what: 'an AWS access key', pattern: String.raw`\b(?:AKIA|ASIA)[A-Z2-7]{16}\b` },
  {
    what: 'a GitHub token',
    pattern: String.raw`\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50})`,
  },
  { what: 'a GitLab token', pattern: String.raw`\bgl(?:pat|dt|rt|cbt|ptt|agent)-[A-Za-z0-9_-]{20}` },
  { what: 'a Slack token', pattern: String.raw`\bxox[abeoprs]-[A-Za-z0-9-]{10}` },
  { what: 'a Slack webhook', pattern: String.raw`\bhooks\.slack\.com/(?:services|workflows)/[A-Z0-9]+/` },
  {
    what: 'a Stripe secret key',
    pattern: String.raw`\b(?:(?:sk|rk)_(?:live|test)|whsec)_[A-Za-z0-9]{16}`,
  },
  { what: 'a Google API key', pattern: String.raw`\bAIza[A-Za-z0-9_-]{35}` },
  {
    what: 'an OpenAI or Anthropic key',
    pattern: String.raw`\bsk-(?:ant|proj|svcacct|admin)-[A-Za-z0-9_-]{20}`,
  },
  { what: 'a SendGrid key', pattern: String.raw`\bSG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39}` },
  { what: 'an npm token', pattern: String.raw`\bnpm_[A-Za-z0-9]{36}` },
  { what: 'a PyPI token', pattern: String.raw`\bpypi-AgEI[A-Za-z0-9_-]{50}` },
  { what: 'a Vault token', pattern: String.raw`\bhv[sbr]\.[A-Za-z0-9_-]{24}` },
  { what: 'a DigitalOcean token', pattern: String.raw`\bdo[opr]_v1_[a-f0-9]{64}` },
  { what: 'an age key', pattern: String.raw`\bAGE-SECRET-KEY-1[A-Z0-9]{58}` },
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

/**
 * The end of a name whose value is a secret: DB_PASSWORD, apiToken; not TOKEN_TTL or PASSWORD_FILE. Case does not
 * matter.
 */
export const secretName = `(?:${names})[_.-]?[0-9]{0,2}$`;

/** Part of a name whose value is public. Case does not matter. */
export const publicName = 'public|publishable';

/**
 * Values that are not secrets, whatever their name: nothing, a switch, a file, a reference to another variable or to a
 * secret store. Case does not matter.
 */
export const harmlessValue = String.raw`^(?:|true|false|yes|no|on|off|none|null|/\S*|\$\([A-Za-z_][A-Za-z0-9_]*\)|[a-z][a-z0-9+.-]*://[^\s@]*|(?:vault|arn|aws|gcp|azure|op|ref\+[a-z]+):\S*|projects/\S+)$`;

/**
 * A secret as an argument or an assignment in a command: --password=x, --api-token x, PASSWORD=x. Case does not matter.
 */
export const secretArgument = String.raw`(?:^|[\s;&"'])(?:--[a-z0-9-]*(?:${names})[= ]|[a-z_][a-z0-9_]*(?:${names})=)["']?[^\s"'$/<-]`;

/** Arguments that are not secrets; they are removed before that search. Case does not matter. */
export const harmlessArgument = String.raw`[= ](?:true|false|yes|no|on|off)(?:[\s;&"']|$)`;
