import { at, listAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const generatedSecrets: Rule = {
  name: 'generated-secrets',
  why: 'a generated password or authority that is made anew locks out whoever has read the one before',

  check(objects) {
    return [
      ...objects
        .ofKind('external-secrets.io', 'ExternalSecret')
        .filter(object => generatesAnew(object, objects))
        .flatMap(ofExternalSecret),
      ...objects.ofKind('cert-manager.io', 'Certificate').flatMap(ofCertificate),
    ];
  },
};

/** Generators whose result is nowhere but in the Secret; the others fetch tokens that someone else keeps. */
const inventing = ['Password', 'SSHKey', 'UUID'];

const generators = 'generators.external-secrets.io';

function generatesAnew({ manifest }: Placed, objects: ObjectIndex): boolean {
  return [...listAt(manifest, 'spec', 'dataFrom'), ...listAt(manifest, 'spec', 'data')].some(source => {
    const reference = at(source, 'sourceRef', 'generatorRef');
    const kind = textAt(reference, 'kind');
    if (kind !== 'ClusterGenerator') return kind !== undefined && inventing.includes(kind);
    const cluster = objects.find(generators, kind, '', textAt(reference, 'name') ?? '');
    return inventing.includes(textAt(cluster?.manifest, 'spec', 'kind') ?? '');
  });
}

/**
 * External Secrets generates at every refresh, and at the first look of an ExternalSecret that is made anew, unless the
 * target is immutable and there. Source: external-secrets issue 6640, `externalsecret_controller.go`.
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
      found: `generates a new value when it is made anew (creationPolicy ${creationPolicy}, immutable ${isImmutable})`,
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

/** Clients hold the authority's certificate: with a new key at its renewal they trust nothing that it signs. */
function ofCertificate(object: Placed): Finding[] {
  const spec = at(object.manifest, 'spec');
  if (at(spec, 'isCA') !== true) return [];
  const policy = textAt(spec, 'privateKey', 'rotationPolicy') ?? 'Always';
  if (policy === 'Never') return [];
  return [
    finding(object, {
      found: `is an authority whose key is new at every renewal (rotationPolicy ${policy})`,
      allowed: 'Never',
      fix: 'set spec.privateKey.rotationPolicy',
    }),
  ];
}
