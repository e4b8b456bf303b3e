import { environment } from '../config/define.ts';

export default environment({
  name: 'production',
  cluster: { kubernetes: '1.36', zones: 3, storageClass: 'encrypted-ssd', gatewayClass: 'envoy' },
  applications: {
    web: {
      image:
        'app-registry/web-app:1.0.0@sha256:3f6a1c6b4fb1a1d5c2b6a7d8e9f00112233445566778899aabbccddeeff00112',
      host: 'app.example.com',
      port: 8080,
      health: '/health',
      resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '1000m', memory: '512Mi' } },
      scale: {
        min: 3,
        max: 12,
        rules: [
          { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 },
          { metric: 'MemoryUtilization', threshold: 80, cooldown: 300, adjustment: 1 },
          { metric: 'RequestCount', threshold: 1000, cooldown: 180, adjustment: 2 },
        ],
      },
      delivery: { strategy: 'blueGreen' },
      uses: ['database', 'cache'],
    },
  },
  database: {
    instances: 3,
    version: 17,
    storage: '100Gi',
    backup: { destination: 's3://example-backups/production', schedule: '0 0 2 * * *', retention: '30d' },
  },
  cache: { replicas: 3, memory: '4Gi' },
  gitops: { repository: 'https://git.example.com/platform/production.git' },
});
