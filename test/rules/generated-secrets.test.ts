import { generatedSecrets } from '../../rules/generated-secrets.ts';
import type { Placed } from '../../rules/model/manifest.ts';
import { clusterWide, findingsOf, object } from './support.ts';

const once = { refreshPolicy: 'CreatedOnce' };
const kept = { creationPolicy: 'Orphan', immutable: true };
const confirmed = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' };
const from = (kind: string) => [{ sourceRef: { generatorRef: { kind, name: 'generator' } } }];

function externalSecret(spec: object, annotations: object = {}): Placed {
  return object('external-secrets.io/v1', 'ExternalSecret', 'password', {
    metadata: { annotations },
    spec: { dataFrom: from('Password'), ...spec },
  });
}

function certificate(spec: object): Placed {
  return object('cert-manager.io/v1', 'Certificate', 'ca', { spec: { secretName: 'ca', ...spec } });
}

const where = 'production/application/ExternalSecret password:';
const asks =
  'allowed: creationPolicy Orphan with immutable true, or a removal that a person confirms; set both in spec.target, or the annotation argocd.argoproj.io/sync-options: Prune=confirm,Delete=confirm';

test('a password that is generated once, into a Secret without owner that nothing changes, is kept', () => {
  expect(findingsOf(generatedSecrets, [externalSecret({ ...once, target: kept })])).toEqual([]);
});

test('so is one whose removal a person confirms', () => {
  expect(findingsOf(generatedSecrets, [externalSecret(once, confirmed)])).toEqual([]);
  const never = { 'argocd.argoproj.io/sync-options': 'Delete=false, Prune=false' };
  expect(findingsOf(generatedSecrets, [externalSecret(once, never)])).toEqual([]);
});

test.each([
  ['a Secret that goes with its ExternalSecret', { immutable: true }, 'Owner, immutable true'],
  ['a Secret that can be overwritten', { creationPolicy: 'Orphan' }, 'Orphan, immutable false'],
  ['a target without a word', undefined, 'Owner, immutable false'],
])('%s is refused', (_, target, found) => {
  expect(findingsOf(generatedSecrets, [externalSecret({ ...once, target })])).toEqual([
    `${where} generates a new value when it is created again (creationPolicy ${found}); ${asks}`,
  ]);
});

test('a removal of which only half is confirmed is refused', () => {
  const half = { 'argocd.argoproj.io/sync-options': 'Prune=confirm' };
  expect(findingsOf(generatedSecrets, [externalSecret(once, half)])).toEqual([
    `${where} generates a new value when it is created again (creationPolicy Owner, immutable false); ${asks}`,
  ]);
});

test.each([[undefined, 'Periodic'] as const, ['OnChange', 'OnChange'] as const])(
  'refreshPolicy %s is refused, whatever else protects the Secret',
  (refreshPolicy, found) => {
    expect(
      findingsOf(generatedSecrets, [externalSecret({ refreshPolicy, target: kept }, confirmed)]),
    ).toEqual([
      `${where} generates a new value at every refresh (refreshPolicy ${found}); allowed: CreatedOnce; set spec.refreshPolicy`,
    ]);
  },
);

test('one key among others that is generated counts', () => {
  const data = [{ secretKey: 'id', ...from('UUID')[0] }];
  expect(findingsOf(generatedSecrets, [externalSecret({ dataFrom: [], data })])).toHaveLength(1);
});

test('a generator of the whole cluster is checked by what it generates', () => {
  const generator = (kind: string) =>
    clusterWide('generators.external-secrets.io/v1alpha1', 'ClusterGenerator', 'generator', {
      spec: { kind },
    });
  const external = externalSecret({ dataFrom: from('ClusterGenerator') });
  expect(findingsOf(generatedSecrets, [external, generator('Password')])).toHaveLength(1);
  expect(findingsOf(generatedSecrets, [external, generator('ECRAuthorizationToken')])).toEqual([]);
  expect(findingsOf(generatedSecrets, [external])).toEqual([]);
});

test('a value from a store, and a token of another service, may be refreshed', () => {
  const fetched = externalSecret({ dataFrom: [{ extract: { key: 'smtp' } }] });
  const token = externalSecret({ dataFrom: from('GithubAccessToken') });
  expect(findingsOf(generatedSecrets, [fetched, token])).toEqual([]);
});

test('a certificate authority must keep its key, a certificate that it signs may change it', () => {
  const authority = certificate({ isCA: true, privateKey: { rotationPolicy: 'Never' } });
  expect(findingsOf(generatedSecrets, [authority, certificate({ dnsNames: ['a'] })])).toEqual([]);
});

test('an authority with a new key at every renewal is refused', () => {
  expect(findingsOf(generatedSecrets, [certificate({ isCA: true })])).toEqual([
    'production/application/Certificate ca: is a certificate authority that gets a new key at every renewal (rotationPolicy Always); allowed: Never; set spec.privateKey.rotationPolicy',
  ]);
});
