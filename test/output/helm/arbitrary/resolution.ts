import fc from 'fast-check';
import { text } from '../scalars.ts';

const address = fc.constantFrom('192.0.2.10', '10.0.0.10', 'fd00::10', '::1');
const domain = fc.constantFrom('shop.svc.cluster.local', 'on', '1', 'example.com');

const dnsConfig = fc
  .record(
    {
      nameservers: fc.uniqueArray(address, { minLength: 1, maxLength: 3 }),
      searches: fc.uniqueArray(domain, { minLength: 1, maxLength: 2 }),
      options: fc.uniqueArray(
        fc.record(
          { name: fc.constantFrom('ndots', 'rotate', 'on'), value: fc.oneof(text, fc.constant('2')) },
          { requiredKeys: ['name'] },
        ),
        { minLength: 1, maxLength: 2, selector: ({ name }) => name },
      ),
    },
    { requiredKeys: [] },
  )
  .filter(config => Object.keys(config).length > 0);

const policy = fc.constantFrom('File' as const, 'FallbackToLogsOnError' as const);

/** Keys about how a container says why it ended. */
export const termination = {
  terminationMessagePath: fc.constantFrom('/dev/termination-log', '/tmp/message', '/message'),
  terminationMessagePolicy: policy,
};

const alias = fc.constantFrom(
  { ip: '192.0.2.10', hostnames: ['legacy', 'on'] },
  { ip: 'fd00::10', hostnames: ['db.example.com'] },
  { ip: '::1', hostnames: ['1'] },
);

/** Keys about the addresses that names have. `None` needs resolvers, and domains for the names of `uses`. */
export const resolution = {
  hostAliases: fc.uniqueArray(alias, { maxLength: 2, selector: ({ ip }) => ip }),
  dnsConfig,
  dnsPolicy: fc.constantFrom('ClusterFirst' as const, 'None' as const),
};

interface Resolution {
  readonly dnsPolicy?: 'ClusterFirst' | 'None';
  readonly dnsConfig?: { readonly nameservers?: string[]; readonly searches?: string[] };
  readonly egress?: Readonly<Record<string, object>>;
}

/** The same without a `None` that leaves names without an address. */
export function resolvable<T extends object>(application: T): T {
  const { dnsPolicy, dnsConfig, egress = {} } = application as Resolution;
  const isWhole = dnsConfig?.nameservers !== undefined && dnsConfig.searches !== undefined;
  const hasHosts = Object.values(egress).some(destination => 'hosts' in destination);
  if (dnsPolicy !== 'None' || (isWhole && !hasHosts)) return application;
  return { ...application, dnsPolicy: 'ClusterFirst' };
}
