import type { Values } from './chart.ts';

const web = (value: { readonly [key: string]: Values[string] }): Values => ({
  applications: { web: { host: null, routes: {}, ...value } },
});
const tcp: Values = {
  protocol: 'TCP',
  health: null,
  metrics: { port: 9464, requests: 'calls_total' },
  scale: 3,
};
const secure: Values = { port: 443, protocol: 'TLS', hostname: 'mqtt.example.com' };
const ofTcp = (listeners: Values, others: Values = {}): Values => web({ ...tcp, listeners, ...others });
const named = { port: 9000, protocol: 'HTTP', servicePort: 9000 };

/** Faults about listeners of a Gateway, and the one value that the message names. */
export const listenerFaults: readonly (readonly [what: string, values: Values, named: string])[] = [
  ['a listener at port 80', ofTcp({ a: { port: 80, protocol: 'TCP' } }), 'applications.web.listeners.a.port'],
  [
    'a listener of TCP at port 443',
    ofTcp({ a: { port: 443, protocol: 'TCP' } }),
    'applications.web.listeners.a.port',
  ],
  [
    'two listeners of TCP at one port',
    ofTcp({ a: { port: 22, protocol: 'TCP' }, b: { port: 22, protocol: 'TCP' } }),
    'applications.web.listeners.b.port',
  ],
  [
    'listeners of two protocols at one port',
    ofTcp({ a: { port: 22, protocol: 'TCP' }, b: { ...secure, port: 22 } }),
    'applications.web.listeners.b.port',
  ],
  [
    'two listeners of TLS for one host name',
    ofTcp({ a: secure, b: secure }),
    'applications.web.listeners.b.hostname',
  ],
  [
    'a listener of TLS without a host name',
    ofTcp({ a: { port: 443, protocol: 'TLS' } }),
    'applications.web.listeners.a.hostname',
  ],
  [
    'a listener of TCP with a host name',
    ofTcp({ a: { ...secure, protocol: 'TCP', port: 22 } }),
    'applications.web.listeners.a.hostname',
  ],
  [
    'a listener to a port that is not there',
    ofTcp({ a: { ...secure, targetPort: 'admin' } }),
    'applications.web.listeners.a.targetPort',
  ],
  [
    'a listener to a port of HTTP',
    ofTcp({ a: { ...secure, targetPort: 'admin' } }, { ports: { admin: named } }),
    'applications.web.listeners.a.targetPort',
  ],
  ['a listener to the port of requests', web({ listeners: { a: secure } }), 'applications.web.listeners.a'],
  [
    'a listener behind an Ingress',
    { cluster: { gatewayClass: null, ingressClass: 'nginx' }, ...ofTcp({ a: secure }) },
    'applications.web.listeners.a',
  ],
  [
    'more listeners than a Gateway has room for',
    ofTcp(
      Object.fromEntries(
        Array.from({ length: 64 }, (_, index) => [`p${index}`, { port: 2000 + index, protocol: 'TCP' }]),
      ),
    ),
    'applications.web.listeners.p9',
  ],
];
