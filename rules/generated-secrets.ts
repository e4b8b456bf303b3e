import { at, listAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const generatedSecrets: Rule = {
  name: 'generated-secrets',
  why: 'a password or certificate authority that is generated again locks out every client that has the old one',

  check(objects) {
    return [
      ...objects
        .ofKind('external-secrets.io', 'ExternalSecret')
        .filter(object => generatesValue(object, objects))
        .flatMap(ofExternalSecret),
      ...objects.ofKind('cert-manager.io', 'Certificate').flatMap(ofCertificate),
    ];
  },
};

/** Generators whose result only the Secret holds; the others fetch tokens that another service holds. */
const generatingKinds = ['Password', 'SSHKey', 'UUID'];

const generators = 'generators.external-secrets.io';

function generatesValue({ manifest }: Placed, objects: ObjectIndex): boolean {
  return [...listAt(manifest, 'spec', 'dataFrom'), ...listAt(manifest, 'spec', 'data')].some(source => {
    const reference = at(source, 'sourceRef', 'generatorRef');
    const kind = textAt(reference, 'kind');
    if (kind !== 'ClusterGenerator') return kind !== undefined && generatingKinds.includes(kind);
    const cluster = objects.find(generators, kind, '', textAt(reference, 'name') ?? '');
    return generatingKinds.includes(textAt(cluster?.manifest, 'spec', 'kind') ?? '');
  });
}

/**
 * External Secrets generates a value at every refresh, and at the first one of an ExternalSecret that is created again.
 * It does not when the target is immutable and exists. Source: external-secrets issue 6640, `externalsecret_controller.go`.
 */
function ofExternalSecret(object: Placed): Finding[] {
  const spec = at(object.manifest, 'spec');
  const refreshPolicy = textAt(spec, 'refreshPolicy') ?? 'Periodic';
  const creationPolicy = textAt(spec, 'target', 'creationPolicy') ?? 'Owner';
  const isImmutable = at(spec, 'target', 'immutable') === true;
  if (refreshPolicy !== 'CreatedOnce') {
    return [
      finding(object, {
        found: `generates a new value at every refresh (refreshPolicy ${refreshPolicy})`,
        allowed: 'CreatedOnce',
        fix: 'set spec.refreshPolicy',
      }),
    ];
  }
  if ((isImmutable && creationPolicy === 'Orphan') || isAskedBefore(object)) return [];
  return [
    finding(object, {
      found: `generates a new value when it is created again (creationPolicy ${creationPolicy}, immutable ${isImmutable})`,
      allowed: 'creationPolicy Orphan with immutable true, or a removal that a person confirms',
      fix: 'set both in spec.target, or the annotation argocd.argoproj.io/sync-options: Prune=confirm,Delete=confirm',
    }),
  ];
}

/** Whether Argo CD asks a person before it removes the object, or never removes it. */
function isAskedBefore({ manifest }: Placed): boolean {
  const options = (manifest.metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '')
    .split(',')
    .map(option => option.trim());
  return ['Prune', 'Delete'].every(
    what => options.includes(`${what}=confirm`) || options.includes(`${what}=false`),
  );
}

/** Clients hold the authority's certificate: after a renewal with a new key they trust nothing that it signs. */
function ofCertificate(object: Placed): Finding[] {
  const spec = at(object.manifest, 'spec');
  if (at(spec, 'isCA') !== true) return [];
  const policy = textAt(spec, 'privateKey', 'rotationPolicy') ?? 'Always';
  if (policy === 'Never') return [];
  return [
    finding(object, {
      found: `is a certificate authority that gets a new key at every renewal (rotationPolicy ${policy})`,
      allowed: 'Never',
      fix: 'set spec.privateKey.rotationPolicy',
    }),
  ];
}
