import { container, podSpec, webWith } from '../manifests.ts';

const file = { mountPath: '/etc/slipway/database', secret: 'database-ca', keys: ['ca.crt'] };

describe('files of connections', () => {
  test('are mounted read-only, the named keys only', () => {
    const manifests = webWith([{ files: [file] }]);
    expect(podSpec(manifests).volumes[1]).toEqual({
      name: 'etc-slipway-database',
      projected: {
        sources: [{ secret: { name: 'database-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } }],
      },
    });
    expect(container(manifests).volumeMounts[1]).toEqual({
      name: 'etc-slipway-database',
      mountPath: '/etc/slipway/database',
      readOnly: true,
    });
  });

  test('of two Secrets in one folder share a volume', () => {
    const key = { ...file, secret: 'database-client', keys: ['tls.crt', 'tls.key'] };
    const { volumes } = podSpec(webWith([{ files: [file] }, { files: [key] }]));
    expect(volumes).toHaveLength(2);
    const sources = volumes[1].projected.sources.map(
      (source: { secret: { name: string } }) => source.secret.name,
    );
    expect(sources).toEqual(['database-ca', 'database-client']);
  });

  test('that two connections need are mounted once', () => {
    const { volumes } = podSpec(webWith([{ files: [file] }, { files: [file] }]));
    expect(volumes[1].projected.sources).toEqual([
      { secret: { name: 'database-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    ]);
  });
});
