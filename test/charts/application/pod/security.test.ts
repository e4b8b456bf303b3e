import { container, podSpec, web } from '../manifests.ts';

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
