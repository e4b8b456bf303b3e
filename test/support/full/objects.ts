const labels = { app: 'memcached' };

/** A group of further objects with every key. */
export const furtherObjects = {
  objects: {
    memcached: {
      manifests: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: {
            name: 'memcached',
            labels,
            annotations: { 'example.com/owner': 'payments' },
          },
          spec: { selector: labels, ports: [{ name: 'memcached', port: 11211 }] },
        },
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'memcached' },
          spec: {
            replicas: 1,
            strategy: { type: 'Recreate' },
            selector: { matchLabels: labels },
            template: {
              metadata: { labels },
              spec: {
                automountServiceAccountToken: false,
                securityContext: {
                  runAsNonRoot: true,
                  runAsUser: 11211,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
                containers: [
                  {
                    name: 'memcached',
                    image: 'docker.io/library/memcached:1.6.39',
                    env: [
                      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'memcached', key: 'token' } } },
                    ],
                    ports: [{ name: 'memcached', containerPort: 11211 }],
                    resources: {
                      requests: { cpu: '100m', memory: '128Mi' },
                      limits: { cpu: '100m', memory: '128Mi' },
                    },
                    securityContext: {
                      allowPrivilegeEscalation: false,
                      readOnlyRootFilesystem: true,
                      capabilities: { drop: ['ALL'] },
                    },
                  },
                ],
              },
            },
          },
        },
      ],
      path: './objects',
      syncWave: 2,
      pods: [
        {
          count: 1,
          resources: {
            requests: { cpu: '100m', memory: '128Mi' },
            limits: { cpu: '100m', memory: '128Mi' },
          } as const,
          storage: '1Gi' as const,
        },
      ],
      secrets: ['memcached'],
    },
  },
};

/** A patch of each kind. */
export const patches = [
  { target: { kind: 'Service', name: 'web' }, merge: { metadata: { labels: { tier: 'cache' } } } },
  {
    target: { kind: 'Service', name: 'web' },
    json: [
      {
        op: 'add' as const,
        path: '/spec/ports/0',
        value: { name: 'metrics', port: 9150, targetPort: 'http' },
      },
    ],
  },
];
