import fc from 'fast-check';
import { text } from '../scalars.ts';

const reason = fc.constantFrom('s6', "it's {{ root }}", 'null', '"');

const id = fc.constantFrom(1, 1000, 65_534, 2_147_483_647);

/** What its containers may do: users that are not root, and root with a reason. */
const securityContext = fc.oneof(
  fc.record(
    {
      runAsUser: id,
      runAsGroup: id,
      fsGroup: fc.constantFrom(0, 1000),
      supplementalGroups: fc.uniqueArray(id, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
  fc.record(
    { runAsNonRoot: fc.constant(false), runAsUser: fc.constant(0), reason },
    { requiredKeys: ['runAsNonRoot', 'reason'] },
  ),
  fc.record(
    {
      capabilities: fc.uniqueArray(fc.constantFrom('NET_BIND_SERVICE', 'SETUID', 'CHOWN'), { minLength: 1 }),
      readOnlyRootFilesystem: fc.boolean(),
      reason,
    },
    { requiredKeys: ['capabilities', 'reason'] },
  ),
);

const mountPath = fc.constantFrom('/var/cache', '/dev/shm', '/data', '/data/more', '/on', '/..a/.b@c');

const emptyDirs = fc.dictionary(
  fc.constantFrom('cache', 'on', 'a-b', 'data'),
  fc.record(
    {
      mountPath,
      sizeLimit: fc.constantFrom('1Mi', '100M', '1.5Gi', '010Mi', '268435457'),
      medium: fc.constant('Memory' as const),
    },
    { requiredKeys: ['mountPath', 'sizeLimit'] },
  ),
  { maxKeys: 3 },
);

const volumes = fc.dictionary(
  fc.constantFrom('media', 'on', 'a-b'),
  fc.record(
    {
      mountPath,
      size: fc.constantFrom('1Gi', '1.5Gi', '100G', '10Ti'),
      storageClass: fc.constantFrom('nfs', 'on'),
      accessMode: fc.constant('ReadWriteMany' as const),
      readOnly: fc.constantFrom(true, true, true, false),
      subPath: fc.constantFrom('on', 'a/b'),
    },
    { requiredKeys: ['mountPath', 'size', 'accessMode', 'readOnly'] },
  ),
  { maxKeys: 2 },
);

/** Pull secrets of all pods; none of them is one of an application. */
export const imagePullSecrets = fc.uniqueArray(fc.constantFrom('registry', 'on'), { maxLength: 2 });

/** Keys about the pods of an application. */
export const pod = {
  args: fc.array(text, { minLength: 1, maxLength: 2 }),
  imagePullSecrets: fc.uniqueArray(fc.constantFrom('own', 'null', '1'), { maxLength: 2 }),
  securityContext,
  volumes,
  emptyDirs,
};
