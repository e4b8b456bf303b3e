import { container, podSpec, web, workload } from '../manifests.ts';

const emptyDirs = {
  work: { mountPath: '/var/work', sizeLimit: '2Gi' },
  cache: { mountPath: '/var/cache', sizeLimit: '1Gi' },
  shm: { mountPath: '/dev/shm', sizeLimit: '16Mi', medium: 'Memory' },
} as const;

describe.each(['blueGreen', 'rollingUpdate'] as const)('folders that begin empty, %s', strategy => {
  const manifests = web({ delivery: { strategy }, emptyDirs });

  test('are mounted where the environment file says, by name', () => {
    expect(container(manifests).volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'emptydir-cache', mountPath: '/var/cache' },
      { name: 'emptydir-shm', mountPath: '/dev/shm' },
      { name: 'emptydir-work', mountPath: '/var/work' },
    ]);
  });

  test('have a limit each, on the disk of the node or in memory', () => {
    expect(podSpec(manifests).volumes).toEqual([
      { name: 'tmp', emptyDir: { sizeLimit: '128Mi' } },
      { name: 'emptydir-cache', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'emptydir-shm', emptyDir: { sizeLimit: '16Mi', medium: 'Memory' } },
      { name: 'emptydir-work', emptyDir: { sizeLimit: '2Gi' } },
    ]);
  });

  test('count as local disk of the container with /tmp and the log, but for those in memory', () => {
    const { requests, limits } = container(manifests).resources;
    expect(requests['ephemeral-storage']).toBe(`${3072 + 128 + 64}Mi`);
    expect(limits['ephemeral-storage']).toBe(`${3072 + 128 + 512}Mi`);
  });
});

test('their order in the environment file changes nothing', () => {
  const { work, ...others } = emptyDirs;
  expect(workload(web({ emptyDirs: { ...others, work } }))).toEqual(workload(web({ emptyDirs })));
});
