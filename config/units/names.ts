import { z } from 'zod';
import { expected, show } from './expected.ts';

function text(pattern: RegExp, allowed: string, advice?: (found: unknown) => string | undefined) {
  const error = expected(allowed, advice);
  return z.string({ error }).regex(pattern, { error });
}

function atMost(length: number, because: string): { error: z.core.$ZodErrorMap } {
  return {
    error: issue =>
      `expected at most ${length} characters, found ${show(issue.input)} with ${String(issue.input).length}; ${because}`,
  };
}

/**
 * The name of an environment or an application: a DNS label (RFC 1035) of at most 40 characters.
 *
 * The names of objects add suffixes of up to 23 characters, such as `-preview`. A label value and the name of a Service
 * have at most 63.
 */
export const objectName = text(
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  'a name of lowercase letters, digits and hyphens that begins with a letter',
  found => (/[A-Z_ ]/.test(String(found)) ? `write ${show(asName(String(found)))}` : undefined),
)
  .max(40, atMost(40, 'names of objects add up to 23, and Kubernetes allows 63'))
  .meta({ title: 'name' });

function asName(found: string): string {
  return found
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[_ ]+/g, '-')
    .replace(/^[^a-z]+|[^a-z0-9]+$/g, '');
}

const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

/** The name of a namespace: a DNS label (RFC 1123). */
export const namespaceName = text(
  new RegExp(`^${label}$`),
  'a namespace of at most 63 lowercase letters, digits and hyphens',
).meta({ title: 'name' });

/** The name of an existing object: a DNS subdomain (RFC 1123). */
export const existingName = text(
  new RegExp(`^${label}(?:\\.${label})*$`),
  'the name of a Kubernetes object, in lowercase letters, digits, hyphens and dots',
)
  .max(253, atMost(253, 'Kubernetes allows no more'))
  .meta({ title: 'name' });

/**
 * A fully qualified host name without wildcard, port or final dot: at least two labels and at most 253 characters
 * (RFC 1123). The last label begins with a letter, so that it is not an IP address.
 */
export const hostName = text(
  new RegExp(`^(?:${label}\\.)+[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$`),
  'a host name such as app.example.com',
  adviceOnHost,
)
  .max(253, atMost(253, 'DNS allows no more'))
  .meta({ title: 'host name' });

function adviceOnHost(found: unknown): string | undefined {
  const host = String(found);
  if (/^[a-z]+:\/\//i.test(host)) return 'remove the scheme and the path';
  if (/:\d+$/.test(host)) return 'remove the port';
  if (host.includes('*')) return 'name each host, since a wildcard gets no certificate';
  if (/^[\d.]+$/.test(host)) return 'use a name, since an IP address gets no certificate';
  if (host.includes('_')) return 'a host name cannot contain an underscore';
  if (host !== host.toLowerCase()) return `write ${show(host.toLowerCase())}`;
  return host.includes('.') ? undefined : 'write the full name with its domain';
}

/** A TCP port, 1 to 65535. */
export const port = z.int().min(1).max(65535);

const pathCharacter = '(?:[-A-Za-z0-9._~!&*+,;=:@]|%[0-9A-Fa-f]{2})';

/**
 * An HTTP path from the root. The kubelet parses it as a URL and would read a host after `//` (kubernetes
 * `pkg/probe/http/request.go`); Argo Rollouts replaces text in double braces.
 */
export const path = text(
  new RegExp(`^/(?:${pathCharacter}+/)*${pathCharacter}*$`),
  'a path that begins with /, without a query',
  found => (/^\/[^?#]*$/.test(String(found)) ? 'write other characters as %20' : undefined),
).meta({ title: 'path' });

const qualified = `(?:${label}(?:\\.${label})*/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?`;

/** The key of a label or an annotation: a name with an optional domain before it. */
export const labelKey = text(new RegExp(`^${qualified}$`), 'a key such as app or example.com/app');

/**
 * The key of a Secret. Source: kubernetes `staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go`,
 * `IsConfigMapKey`: the API server refuses a pod that refers to any other key.
 */
export const secretKey = text(
  /^(?:[-_a-zA-Z0-9]|\.[-_a-zA-Z0-9])[-._a-zA-Z0-9]*$/,
  'a key of letters, digits, hyphens, underscores and dots that does not begin with two dots',
)
  .max(253, atMost(253, 'Kubernetes allows no more'))
  .meta({ title: 'key' });

/** The value of a label. */
export const labelValue = text(
  /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
  'a value of at most 63 letters, digits, hyphens, dots and underscores',
  found => (typeof found === 'string' ? undefined : 'put it in quotes'),
);

/** Labels that select pods: at least one, since an empty selector selects all pods. */
export const someLabels = z
  .record(labelKey, labelValue)
  .refine(labels => Object.keys(labels).length > 0, { error: 'expected at least one label, found none' })
  .meta({ minProperties: 1 });

/** The name of a port: IANA_SVC_NAME (apimachinery `pkg/util/validation`), with a letter first. */
export const portName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
    error: expected('the name of a port: lowercase letters, digits and single hyphens, a letter first'),
  })
  .max(15, { error: expected('at most 15 characters, since a port has no longer name') });
