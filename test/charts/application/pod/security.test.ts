import { container, podSpec, web, workload } from '../manifests.ts';

describe.each(['blueGreen', 'rollingUpdate'] as const)('security of a pod, %s', strategy => {
  const manifests = web({ delivery: { strategy } });

  test('meets the restricted profile', () => {
    expect(podSpec(manifests).securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container(manifests).securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('leaves only /tmp to write to, up to 128Mi', () => {
    expect(container(manifests).securityContext.readOnlyRootFilesystem).toBe(true);
    expect(container(manifests).volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
    expect(podSpec(manifests).volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '128Mi' } }]);
  });

  test('tells the container nothing about other Services', () => {
    expect(podSpec(manifests).enableServiceLinks).toBe(false);
  });
});

describe('an image whose USER is a name', () => {
  const securityContext = { runAsUser: 1000, runAsGroup: 1001, fsGroup: 1002, supplementalGroups: [1003] };

  test('runs as the numbers of the environment file, which the kubelet can check', () => {
    expect(podSpec(web({ securityContext })).securityContext).toEqual({
      ...securityContext,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });
});

describe.each(['blueGreen', 'rollingUpdate'] as const)('a relaxed pod, %s', strategy => {
  const reason = 's6 starts as root and becomes another user';
  const delivery = { strategy };

  test('may be root, and gains no other rights', () => {
    const manifests = web({ delivery, securityContext: { runAsNonRoot: false, runAsUser: 0, reason } });
    expect(podSpec(manifests).securityContext).toMatchObject({ runAsNonRoot: false, runAsUser: 0 });
    expect(container(manifests).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  test('has the capabilities of the environment file and no others', () => {
    const manifests = web({ delivery, securityContext: { capabilities: ['CHOWN', 'SETUID'], reason } });
    expect(container(manifests).securityContext.capabilities).toEqual({
      drop: ['ALL'],
      add: ['CHOWN', 'SETUID'],
    });
  });

  test('may write to its root', () => {
    const manifests = web({ delivery, securityContext: { readOnlyRootFilesystem: false, reason } });
    expect(container(manifests).securityContext.readOnlyRootFilesystem).toBe(false);
  });

  test('says why, next to the annotations of the environment file', () => {
    const manifests = web({
      delivery,
      annotations: { 'example.com/owner': 'shop' },
      securityContext: { readOnlyRootFilesystem: false, reason },
    });
    const annotations = { 'example.com/owner': 'shop', 'slipway.dev/security-reason': reason };
    expect(workload(manifests).metadata.annotations).toEqual(annotations);
    expect(workload(manifests).spec.template.metadata.annotations).toEqual(annotations);
  });
});
