import { z } from 'zod';
import { expected } from './expected.ts';

const letterOrDigit = '[A-Za-z0-9]';
const label = `${letterOrDigit}(?:[-A-Za-z0-9]{0,61}${letterOrDigit})?`;
const byte = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/**
 * A name whose last label begins with a letter, unlike an IPv4 address; an IPv4 address; an IPv6 address in brackets.
 */
const host = `(?:(?:${label}\\.)*[A-Za-z](?:[-A-Za-z0-9]{0,61}${letterOrDigit})?|(?:${byte}\\.){3}${byte}|\\[[0-9A-Fa-f:.]{2,45}\\])`;

/** 1 to 65535, without leading zeros. */
const portNumber = '(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';

/** Host and port of a URL, without user and password: `example.com:8443`. A regular expression that Go reads too. */
export const authority = `${host}(?::${portNumber})?`;

/** A path of letters, digits and characters that need no escape; others are written with `%`. */
export const urlPath = '(?:/(?:[-A-Za-z0-9._~!&*+,;=:@]|%[0-9A-Fa-f]{2})*)*';

/** Every server and library accepts this length. */
const longest = 2000;

/**
 * An HTTP or HTTPS URL: host, port and path. Its readers append a path, so a query or a fragment would end up in the
 * middle. The grammar is a regular expression, so that editors and the Helm chart can check it too.
 */
export const httpUrl = urlText(
  `https?://${authority}${urlPath}`,
  'a URL such as https://example.com or http://example.com:9000',
);

const user = `${letterOrDigit}[-A-Za-z0-9._]*@`;

/**
 * A Git repository: by HTTPS, by SSH, in the short notation of SSH, or a folder on the machine of Argo CD. The user
 * name of SSH is not a secret.
 */
export const gitUrl = urlText(
  `(?:https://${authority}${urlPath}|ssh://(?:${user})?${authority}${urlPath}|${user}${host}:[-A-Za-z0-9._~+/]+|file:///[-A-Za-z0-9._~+/]+)`,
  'the URL of a Git repository such as https://git.example.com/platform.git',
);

/** The schema of a text that matches a grammar and is a URL. Its messages do not show a password. */
export function urlText(grammar: string, allowed: string) {
  const messageOf = expected(allowed, adviceOnUrl);
  const error: z.core.$ZodErrorMap = issue =>
    typeof issue.input === 'string'
      ? messageOf({ ...issue, input: withoutPassword(issue.input) } as typeof issue)
      : messageOf(issue);
  return z
    .string({ error })
    .max(longest, { error })
    .regex(new RegExp(`^${grammar}$`), { error })
    .refine(text => !text.includes('://') || URL.canParse(text), { error })
    .meta({ title: 'URL' });
}

const userInfo = /^([A-Za-z][-+.A-Za-z0-9]*:\/\/[^@/?#:]*):([^@/?#]*)@/;

/** `https://user:…@example.com`: a message must not show a secret. */
export function withoutPassword(text: string): string {
  return text.replace(userInfo, '$1:…@');
}

/** Advice on the most likely mistakes, the most common first. */
function adviceOnUrl(found: unknown): string | undefined {
  const text = String(found);
  const [, port] = /^[a-z]+:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(text) ?? [];
  if (/^[a-z][-+.a-z0-9]*:\/\/[^/?#]*@/i.test(text)) return 'remove user and password';
  if (/\s/.test(text)) return 'remove the whitespace';
  if (port !== undefined && !new RegExp(`^${portNumber}$`).test(port)) {
    return `a port is a number from 1 to 65535, not ${port}`;
  }
  if (/[?#]/.test(text)) return 'remove the part after ? or #';
  if (/^[-\w.]+(?::\d+)?(?:\/|$)/.test(text)) return 'begin with https:// or http://';
  return undefined;
}
