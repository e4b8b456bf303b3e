import { App } from 'cdk8s';
import fc from 'fast-check';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { type BytesText, Quantity } from '../../../config/units/quantity.ts';
import { validate } from '../../../config/validate.ts';
import { environmentWith } from '../../support/environment.ts';
import { law } from '../../support/law.ts';
import { manifestsOf, objectOf } from '../../support/manifests.ts';

interface Sizes {
  readonly memory: BytesText;
  readonly storage: BytesText;
}

const size = fc
  .tuple(fc.integer({ min: 2, max: 4096 }), fc.constantFrom('M', 'Mi', 'G', 'Gi'))
  .map(([amount, unit]) => `${amount}${unit}` as const);
const bytes = (text: string): bigint => BigInt(Quantity.parse(text).in(''));

/** Any sizes, and those next to the smallest volume, to the byte. */
const sizes = fc.oneof<fc.Arbitrary<Sizes>[]>(
  fc.record({ memory: size, storage: size }),
  fc
    .tuple(size, fc.integer({ min: -1, max: 1 }))
    .map(([memory, more]) => ({ memory, storage: `${Number(threeTimes(memory)) + more}` })),
);

/** Three times three quarters, rounded as the server's setting is. */
function threeTimes(memory: string): bigint {
  return ((bytes(memory) * 75n) / 100n) * 3n;
}

function isAccepted({ memory, storage }: Sizes): boolean {
  const cache = { memory, storage };
  return validate({ name: 'production', cluster: { storageClass: 'fast' }, cache }).environment !== undefined;
}

/** The maxmemory of the server and the size of its volume, from the manifests. */
function rendered(cache: Sizes): { maxmemory: bigint; volume: bigint } {
  const manifests = manifestsOf(new CacheTier(new App(), environmentWith({ cache })));
  const settings: string = objectOf(manifests, 'ConfigMap', 'cache').data['valkey.conf'];
  const [claim] = objectOf(manifests, 'StatefulSet', 'cache').spec.volumeClaimTemplates;
  return {
    maxmemory: BigInt(/^maxmemory (\d+)$/m.exec(settings)?.[1] ?? -1),
    volume: bytes(claim.spec.resources.requests.storage),
  };
}

test('every volume that is accepted holds three times the maxmemory of its server', () => {
  law(
    fc.property(sizes, cache => {
      fc.pre(isAccepted(cache));
      const { maxmemory, volume } = rendered(cache);
      expect(volume).toBeGreaterThanOrEqual(3n * maxmemory);
    }),
  );
});

test('a volume is accepted from exactly three times three quarters of the memory on', () => {
  law(
    fc.property(sizes, cache => {
      expect(isAccepted(cache)).toBe(bytes(cache.storage) >= threeTimes(cache.memory));
    }),
  );
});
