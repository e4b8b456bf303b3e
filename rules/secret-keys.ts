import { at, listAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { podReferences, type Reference, required } from './model/references.ts';
import type { Rule } from './rule.ts';
import { sourceFindings } from './source-findings.ts';

export const secretKeys: Rule = {
  name: 'secret-keys',
  why: 'a pod, listener, backup or database never starts when nothing makes the Secret or key that it refers to',

  check(objects) {
    const references = [...podReferences(objects, 'secret'), ...otherReferences(objects)];
    return sourceFindings('Secret', references, objects.secrets);
  },
};

/** References of other objects than pods. */
function otherReferences(objects: ObjectIndex): Reference[] {
  return [
    ...objects.ofKind('networking.k8s.io', 'Ingress').flatMap(ofIngress),
    ...objects.ofKind('gateway.networking.k8s.io', 'Gateway').flatMap(ofListeners),
    ...objects.ofKind('gateway.networking.k8s.io', 'ListenerSet').flatMap(ofListeners),
    ...objects.ofKind('postgresql.cnpg.io', 'Cluster').flatMap(ofCluster),
    ...objects.ofKind('barmancloud.cnpg.io', 'ObjectStore').flatMap(ofObjectStore),
    ...objects.ofKind('cert-manager.io', 'Issuer').flatMap(ofIssuer),
  ];
}

function ofIngress(object: Placed): Reference[] {
  return listAt(object.manifest, 'spec', 'tls').flatMap(tls => {
    const name = textAt(tls, 'secretName');
    return name === undefined ? [] : [{ object, name, key: 'tls.crt', by: 'spec.tls' }];
  });
}

function ofListeners(object: Placed): Reference[] {
  const ownNamespace = object.manifest.metadata.namespace;
  return listAt(object.manifest, 'spec', 'listeners').flatMap(listener =>
    listAt(listener, 'tls', 'certificateRefs')
      .filter(
        certificate =>
          (textAt(certificate, 'kind') ?? 'Secret') === 'Secret' &&
          (textAt(certificate, 'namespace') ?? ownNamespace) === ownNamespace,
      )
      .flatMap(certificate =>
        required(
          { name: textAt(certificate, 'name'), key: 'tls.crt' },
          `listener ${textAt(listener, 'name')}`,
        ),
      )
      .map(found => ({ object, ...found })),
  );
}

function ofCluster(object: Placed): Reference[] {
  const spec = at(object.manifest, 'spec');
  const certificates = {
    serverCASecret: 'ca.crt',
    serverTLSSecret: 'tls.crt',
    clientCASecret: 'ca.crt',
    replicationTLSSecret: 'tls.crt',
  };
  const roles = listAt(spec, 'managed', 'roles');
  const found = [
    ...required(at(spec, 'superuserSecret'), 'superuserSecret'),
    ...required(at(spec, 'bootstrap', 'initdb', 'secret'), 'bootstrap.initdb.secret'),
    ...Object.entries(certificates).flatMap(([field, key]) =>
      required({ name: textAt(spec, 'certificates', field), key }, `certificates.${field}`),
    ),
    ...roles.flatMap(role => required(at(role, 'passwordSecret'), `role ${textAt(role, 'name')}`)),
    ...listAt(spec, 'imagePullSecrets').flatMap(secret => required(secret, 'imagePullSecrets')),
  ];
  return found.map(reference => ({ object, ...reference }));
}

function ofObjectStore(object: Placed): Reference[] {
  const credentials = at(object.manifest, 'spec', 'configuration', 's3Credentials');
  const fields = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'region'];
  const found = [
    ...fields.flatMap(field => required(at(credentials, field), `s3Credentials.${field}`)),
    ...required(at(object.manifest, 'spec', 'configuration', 'endpointCA'), 'endpointCA'),
  ];
  return found.map(reference => ({ object, ...reference }));
}

function ofIssuer(object: Placed): Reference[] {
  const name = textAt(object.manifest, 'spec', 'ca', 'secretName');
  return name === undefined ? [] : [{ object, name, key: 'tls.key', by: 'spec.ca' }];
}
