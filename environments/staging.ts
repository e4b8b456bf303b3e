import { environment } from '../config/define.ts';

export default environment({
  extends: './production.ts',
  name: 'staging',
  applications: {
    web: {
      host: 'app.staging.example.com',
      scale: {
        max: 4,
        rules: [
          { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 },
          { metric: 'MemoryUtilization', threshold: 80, cooldown: 300, adjustment: 1 },
        ],
      },
    },
  },
  database: {
    storage: '20Gi',
    backup: { destination: 's3://example-backups/staging', retention: '7d' },
  },
  cache: { memory: '1Gi' },
});
