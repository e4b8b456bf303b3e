import { operation } from './operation.ts';

/** The texts with a separator between them. */
export const joined = operation('joined', (texts: readonly string[], separator: string) =>
  texts.join(separator),
);

/** A name with a major version of PostgreSQL: `database-17`. */
export const ofMajor = operation('ofMajor', (name: string, major: number) => `${name}-${major}`);

/** A name as a part of the name of an environment variable: `WEB_SHOP` for `web-shop`. */
export const variableName = operation('variableName', (name: string) =>
  name.toUpperCase().replaceAll('-', '_'),
);

/** The port of an HTTP or HTTPS URL. Default: 80 or 443. */
export const portOfUrl = operation('portOfUrl', (text: string) => {
  const url = new URL(text);
  return Number(url.port || (url.protocol === 'http:' ? 80 : 443));
});

/** What stands behind the host of an HTTP URL: `:8080`, or nothing for the port 80. */
export const portSuffix = operation('portSuffix', (port: number) => (port === 80 ? '' : `:${port}`));
