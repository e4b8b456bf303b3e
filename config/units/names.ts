import { z } from 'zod';

/**
 * The name of an environment or an application: a DNS label (RFC 1035) of at most 40 characters.
 *
 * Objects are named after it with suffixes of up to 23 characters, such as `-preview`; a label value and a
 * Service name end at 63.
 */
export const objectName = z
  .string()
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, {
    error: issue =>
      `expected lower case letters, digits and hyphens that begin with a letter, found ${JSON.stringify(issue.input)}`,
  })
  .max(40, { error: issue => `expected at most 40 characters, found ${String(issue.input).length}` });

/** The name of an object that exists already: a DNS subdomain (RFC 1123). */
export const existingName = z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, {
  error: issue => `expected the name of a Kubernetes object, found ${JSON.stringify(issue.input)}`,
});

/** A fully qualified host name without wildcard or port (RFC 1123): at least two labels, at most 253 characters. */
export const hostName = z
  .string()
  .max(253)
  .regex(/^(?=.*[a-z])([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, {
    error: issue => `expected a host name such as app.example.com, found ${JSON.stringify(issue.input)}`,
  });

export const port = z
  .int({ error: issue => `expected a whole number from 1 to 65535, found ${JSON.stringify(issue.input)}` })
  .min(1, { error: issue => `expected a port from 1 to 65535, found ${JSON.stringify(issue.input)}` })
  .max(65535, { error: issue => `expected a port from 1 to 65535, found ${JSON.stringify(issue.input)}` });

/** An IPv4 or IPv6 network such as 10.0.0.0/16. */
export const cidr = z.union([z.cidrv4(), z.cidrv6()], {
  error: issue => `expected a network such as 10.0.0.0/16, found ${JSON.stringify(issue.input)}`,
});
