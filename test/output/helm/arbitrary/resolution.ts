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
  terminationMessagePath: fc.constantFrom('/dev/termination-log', '/tmp/message', '/on'),
  terminationMessagePolicy: policy,
};

/** Keys about the addresses that names have. */
export const resolution = {
  hostAliases: fc.uniqueArray(
    fc.record({
      ip: address,
      hostnames: fc.uniqueArray(fc.constantFrom('legacy', 'on', '1', 'db.example.com'), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    { maxLength: 2, selector: ({ ip }) => ip },
  ),
  dnsConfig,
  dnsPolicy: fc.constantFrom('ClusterFirst' as const, 'None' as const),
};
