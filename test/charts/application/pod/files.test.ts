import { container, podSpec, web, workload } from '../manifests.ts';

const strategies = ['blueGreen', 'rollingUpdate'] as const;
const text = '[server]\nport = 8080\n';
const files = {
  settings: { mountPath: '/etc/app/app.toml', text },
  extra: { mountPath: '/srv/a.txt', text: '$(NAME) is not expanded' },
};
const mountOf = (name: string, manifests: ReturnType<typeof web>) =>
  container(manifests).volumeMounts.filter((mount: { name: string }) => mount.name === name);
const volumeOf = (name: string, manifests: ReturnType<typeof web>) =>
  podSpec(manifests).volumes.find((volume: { name: string }) => volume.name === name);

describe.each(strategies)('configuration files, %s', strategy => {
  const manifests = web({ files, delivery: { strategy }, annotations: { 'example.com/owner': 'me' } });

  test('are annotations of the pods, so that each version keeps its own', () => {
    expect(workload(manifests).spec.template.metadata.annotations).toEqual({
      'example.com/owner': 'me',
      'slipway.dev/file-extra': '$(NAME) is not expanded',
      'slipway.dev/file-settings': text,
    });
  });

  test('are not annotations of the workload', () => {
    expect(workload(manifests).metadata.annotations).not.toHaveProperty(['slipway.dev/file-settings']);
  });

  test('reach a volume from the annotations', () => {
    expect(volumeOf('files', manifests)).toEqual({
      name: 'files',
      downwardAPI: {
        items: [
          { path: 'extra', fieldRef: { fieldPath: "metadata.annotations['slipway.dev/file-extra']" } },
          { path: 'settings', fieldRef: { fieldPath: "metadata.annotations['slipway.dev/file-settings']" } },
        ],
      },
    });
  });

  test('are mounted one by one, so that the folder of the image stays visible', () => {
    expect(mountOf('files', manifests)).toEqual([
      { name: 'files', mountPath: '/srv/a.txt', subPath: 'extra', readOnly: true },
      { name: 'files', mountPath: '/etc/app/app.toml', subPath: 'settings', readOnly: true },
    ]);
  });
});

test('without configuration files there is no volume for them', () => {
  expect(volumeOf('files', web())).toBeUndefined();
});

test('an empty file is a file', () => {
  const { annotations } = workload(web({ files: { a: { mountPath: '/a', text: '' } } })).spec.template
    .metadata;
  expect(annotations).toEqual({ 'slipway.dev/file-a': '' });
});

describe('Secrets as files', () => {
  const secretFiles = { tls: { mountPath: '/run/tls', secret: 'web-tls', keys: ['tls.crt', 'tls.key'] } };

  test('are mounted read-only, the named keys only', () => {
    const manifests = web({ secretFiles });
    expect(volumeOf('secret-tls', manifests)).toEqual({
      name: 'secret-tls',
      secret: {
        secretName: 'web-tls',
        items: [
          { key: 'tls.crt', path: 'tls.crt' },
          { key: 'tls.key', path: 'tls.key' },
        ],
      },
    });
    expect(mountOf('secret-tls', manifests)).toEqual([
      { name: 'secret-tls', mountPath: '/run/tls', readOnly: true },
    ]);
  });

  test.each([
    ['0400', 256],
    ['0640', 416],
  ])('have the mode %s as the number that Kubernetes takes', (defaultMode, number) => {
    const manifests = web({
      securityContext: { fsGroup: 1000 },
      secretFiles: { tls: { ...secretFiles.tls, defaultMode } },
    });
    expect(volumeOf('secret-tls', manifests).secret.defaultMode).toBe(number);
  });

  test.each([
    [{ runAsNonRoot: false, reason: 'old' }, '0400'],
    [{}, '0444'],
  ])('may be read by root, and by all with the right for others: %j', (securityContext, defaultMode) => {
    const input = { securityContext, secretFiles: { tls: { ...secretFiles.tls, defaultMode } } };
    expect(() => web(input)).not.toThrow();
  });

  test('have all keys if none are named', () => {
    const all = web({ secretFiles: { tls: { mountPath: '/run/tls', secret: 'web-tls' } } });
    expect(volumeOf('secret-tls', all).secret).toEqual({ secretName: 'web-tls' });
  });
});
