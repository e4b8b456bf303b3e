/** Every key of the files and of the further containers of an application, and of the variables that `env` and `secrets` do not hold. */
export const fullContainer = {
  envFrom: [{ secret: 'web-env' }, { configMap: 'web-config', prefix: 'APP_' }],
  files: { settings: { mountPath: '/etc/app/app.toml', text: 'level = "info"\n', file: './app.toml' } },
  secretFiles: {
    tls: { mountPath: '/run/secrets/tls', secret: 'web-certificate', keys: ['tls.crt'], defaultMode: '0400' },
  },
  initContainers: [
    {
      name: 'migrate',
      image: 'registry.example.com/migrate:1.0.0',
      command: ['migrate'],
      args: ['--all'],
      terminationMessagePath: '/tmp/message',
      terminationMessagePolicy: 'FallbackToLogsOnError' as const,
      env: { STEP: '1' },
      resources: {
        requests: { cpu: '2', memory: '1Gi', ephemeralStorage: '1Gi' },
        limits: { cpu: '3', memory: '2Gi', ephemeralStorage: '2Gi' },
      } as const,
    },
  ],
  sidecars: [
    {
      name: 'proxy',
      image: 'registry.example.com/proxy:1.0.0',
      command: ['proxy'],
      args: ['--verbose'],
      terminationMessagePath: '/tmp/message',
      terminationMessagePolicy: 'FallbackToLogsOnError' as const,
      env: { LEVEL: 'info' },
      secrets: { PROXY_KEY: { secret: 'proxy', key: 'key' } },
      resources: {
        requests: { cpu: '100m', memory: '64Mi', ephemeralStorage: '128Mi' },
        limits: { cpu: '200m', memory: '128Mi', ephemeralStorage: '1Gi' },
      } as const,
    },
  ],
  podFields: { POD_IP: 'status.podIP' as const, MEMORY: 'limits.memory' as const },
};
