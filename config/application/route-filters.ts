import { z } from 'zod';
import { duration } from '../units/duration.ts';
import { expected } from '../units/expected.ts';
import { someText } from '../units/free-text.ts';
import { hostName } from '../units/names.ts';
import { routePath } from './route-path.ts';

/** Entries of each list of a filter (gateway-api `config/crd/standard`, `maxItems`). */
const mostHeaders = 16;
const mostOrigins = 64;

/** Source: gateway-api `apis/v1/shared_types.go`, `HTTPHeaderName`. */
const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/, {
    error: expected('the name of a header, such as X-Frame-Options'),
  })
  .max(256, { error: expected('the name of a header of at most 256 characters') })
  .meta({ title: 'header' });

const headerValue = someText
  .regex(/^.+$/, { error: expected('the value of a header, on one line') })
  .max(4096, { error: expected('the value of a header, of at most 4096 characters') });

const headersByName = z
  .record(headerName, headerValue)
  .refine(headers => Object.keys(headers).length <= mostHeaders, {
    error: `expected at most ${mostHeaders} headers, as the Gateway API allows`,
  });

/** Changes of headers, as HTTPRoute has them. */
const headers = z.strictObject({
  set: headersByName
    .default({})
    .meta({ description: 'Headers that replace those of the name. Default: none.' }),
  add: headersByName.default({}).meta({ description: 'Headers next to those of the name. Default: none.' }),
  remove: z
    .array(headerName)
    .max(mostHeaders)
    .default([])
    .meta({ description: 'Names of headers that are removed. Default: none.' }),
});

const replaced = {
  hostname: hostName.optional().meta({ description: 'Another host. Default: the host of the request.' }),
  replaceFullPath: routePath
    .optional()
    .meta({ description: 'Another path, instead of the whole path. Default: the path of the request.' }),
  replacePrefixMatch: routePath.optional().meta({
    description: 'Another beginning of the path, instead of the path of the route. Default: the same.',
  }),
};

const origin = z
  .string()
  .regex(/^(?:\*|https?:\/\/(?:\*|(?:\*\.)?(?:[a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+)(?::[0-9]{1,5})?)$/, {
    error: expected('an origin such as https://app.example.com, https://*.example.com or *'),
  })
  .max(253, { error: expected('an origin of at most 253 characters') });

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
  '*',
] as const;

/** Which pages of other hosts may call an application from a browser. Source: gateway-api `HTTPCORSFilter`. */
const cors = z.strictObject({
  allowOrigins: z.array(origin).min(1).max(mostOrigins).meta({
    description: 'Origins of those pages, such as https://app.example.com.',
  }),
  allowMethods: z.array(z.enum(methods)).max(9).default([]).meta({
    description: 'Methods that they may use, next to GET, HEAD and POST. Default: none.',
  }),
  allowHeaders: z.array(headerName).max(mostOrigins).default([]).meta({
    description: 'Headers that they may send. Default: none but those that browsers always send.',
  }),
  exposeHeaders: z.array(headerName).max(mostOrigins).default([]).meta({
    description: 'Headers of answers that they may read. Default: none but those that browsers always show.',
  }),
  allowCredentials: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether browsers send cookies and logins along.' }),
  maxAge: duration({ from: '1s', to: '24h' })
    .prefault('5s')
    .meta({ description: 'How long a browser remembers the answer.' }),
});

/** What happens to requests and answers of a route on the way. */
export const routeFilters = {
  timeout: duration({ from: '0s', to: '24h' }).optional().meta({
    description:
      'Longest time for an answer; 0s: no limit, for streams and long polling. Default: that of the gateway, 15s for Envoy Gateway.',
  }),
  redirect: z
    .strictObject({
      ...replaced,
      statusCode: z
        .literal([301, 302, 303, 307, 308])
        .default(301)
        .meta({ description: 'Status code of the answer: 301, 302, 303, 307 or 308.' }),
    })
    .optional()
    .meta({ description: 'Sends the browser elsewhere; no request reaches the application. Default: none.' }),
  rewrite: z
    .strictObject(replaced)
    .optional()
    .meta({ description: 'What the application sees instead of the host or path. Default: what was asked.' }),
  requestHeaders: headers.optional().meta({ description: 'Changes of request headers. Default: none.' }),
  responseHeaders: headers.optional().meta({ description: 'Changes of response headers. Default: none.' }),
  cors: cors.optional().meta({
    description: 'Which pages of other hosts may call it from a browser. Default: the application decides.',
  }),
};
