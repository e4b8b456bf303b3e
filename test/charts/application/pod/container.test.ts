import { container, podSpec, web } from '../manifests.ts';

describe('container', () => {
  test('is named after the application', () => {
    expect(container(web()).name).toBe('web-app');
  });

  test('has the name of the environment file', () => {
    expect(container(web({ container: 'server' })).name).toBe('server');
  });

  test('runs the entry point of the image', () => {
    expect(container(web())).not.toHaveProperty('command');
  });

  test('runs the command of the environment file', () => {
    expect(container(web({ command: ['node', 'server.js'] })).command).toEqual(['node', 'server.js']);
  });

  test('gives arguments to the entry point of the image', () => {
    const { command, args } = container(web({ args: ['--port', '80'] }));
    expect([command, args]).toEqual([undefined, ['--port', '80']]);
  });

  test('has its requests as limits if no limits are given', () => {
    const amounts = { cpu: '100m', memory: '64Mi' };
    expect(container(web()).resources).toMatchObject({ requests: amounts, limits: amounts });
  });

  test.each(['blueGreen', 'rollingUpdate'] as const)('writes quantities as text, %s', strategy => {
    const requests = { cpu: 1.5, memory: '64Mi' } as const;
    const { resources } = container(web({ delivery: { strategy }, resources: { requests } }));
    expect(resources.requests).toMatchObject({ cpu: '1500m', memory: '64Mi' });
  });

  test('has local disk for /tmp and its log', () => {
    const manifests = web({ ephemeralStorage: '1Gi' });
    const { requests, limits } = container(manifests).resources;
    expect([requests['ephemeral-storage'], limits['ephemeral-storage']]).toEqual(['1088Mi', '1536Mi']);
    expect(podSpec(manifests).volumes).toContainEqual({ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } });
  });

  test('listens on the port of the environment file', () => {
    expect(container(web({ port: 3000 })).ports).toEqual([
      { name: 'http', containerPort: 3000, protocol: 'TCP' },
    ]);
  });
});
