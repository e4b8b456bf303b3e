import { App } from 'cdk8s';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const manifests = manifestsOf(new CacheTier(new App(), environmentWith({ cache: { replicas: 4 } })));

describe.each(['cache', 'cache-sentinel'])('the pods of %s', name => {
  const { spec } = objectOf(manifests, 'StatefulSet', name);

  test('have an address each that outlives them and leads to unready pods', () => {
    const count = spec.replicas;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      const service = objectOf(manifests, 'Service', `${name}-${ordinal}`).spec;
      expect(service).not.toHaveProperty('clusterIP');
      expect(service.publishNotReadyAddresses).toBe(true);
      expect(service.selector).toEqual({
        ...spec.selector.matchLabels,
        'statefulset.kubernetes.io/pod-name': `${name}-${ordinal}`,
      });
    }
  });

  test('look up names only in a file, which is written before the server starts', () => {
    const { initContainers, containers } = spec.template.spec;
    expect(initContainers.map(({ command }: Manifest) => command)).toEqual([['sh', '/etc/cache/names.sh']]);
    expect(containers[0].volumeMounts).toEqual(
      expect.arrayContaining([
        { name: 'run', mountPath: '/etc/hosts', subPath: 'hosts', readOnly: true },
        { name: 'configuration', mountPath: '/etc/nsswitch.conf', subPath: 'nsswitch.conf', readOnly: true },
      ]),
    );
    expect(objectOf(manifests, 'ConfigMap', 'cache').data['nsswitch.conf']).toBe('hosts: files\n');
  });

  test('reserve nothing for that', () => {
    const { initContainers, containers } = spec.template.spec;
    expect(initContainers[0].resources).toEqual(containers[0].resources);
  });
});
