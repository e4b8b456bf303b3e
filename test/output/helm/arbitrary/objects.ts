import fc from 'fast-check';
import { labels, requests, text } from '../scalars.ts';

/** Any JSON but null. */
export const json = fc.letrec(tie => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.boolean(),
    fc.integer(),
    fc.constantFrom(0.5, 1e21, 1_000_000, 1_767_225_600),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'on', '1', 'a.b/c'), tie('any'), { maxKeys: 3 }),
  ),
})).any;

const manifest = fc.record(
  {
    apiVersion: fc.constantFrom('v1', 'example.com/v1alpha1'),
    kind: fc.constantFrom('ConfigMap', 'Queue'),
    metadata: fc.record(
      {
        name: fc.constantFrom('a', 'b', 'on', '1'),
        labels,
        annotations: fc.dictionary(fc.constantFrom('example.com/owner', 'on'), text),
      },
      { requiredKeys: ['name'] },
    ),
    data: fc.dictionary(fc.constantFrom('a', 'on', '1'), text),
    spec: json,
  },
  { requiredKeys: ['apiVersion', 'kind', 'metadata'] },
);

const share = fc.record(
  {
    count: fc.integer({ min: 1, max: 20 }),
    resources: fc.record({ requests }),
    storage: fc.constantFrom('1Gi', '10G'),
  },
  { requiredKeys: ['count', 'resources'] },
);

/** Groups of further objects. */
export const objects = {
  objects: fc
    .dictionary(
      fc.constantFrom('extra', 'on'),
      fc.record(
        {
          manifests: fc.uniqueArray(manifest, {
            minLength: 1,
            maxLength: 3,
            selector: ({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.name}`,
          }),
          syncWave: fc.integer({ min: 0, max: 9 }),
          pods: fc.array(share, { maxLength: 2 }),
          secrets: fc.uniqueArray(fc.constantFrom('a-secret', 'queue'), { maxLength: 2 }),
        },
        { requiredKeys: ['manifests'] },
      ),
    )
    .map(groups => JSON.parse(JSON.stringify(groups)) as typeof groups),
};
