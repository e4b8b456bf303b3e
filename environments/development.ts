import { environment } from '../config/define.ts';

export default environment({
  extends: './production.ts',
  name: 'development',
  cluster: { zones: 1 },
  applications: {
    web: {
      host: 'app.development.example.com',
      scale: 1,
      delivery: { strategy: 'rollingUpdate' },
    },
  },
  database: { instances: 1, storage: '5Gi', walStorage: '2Gi', backup: null },
  cache: { replicas: 2, memory: '256Mi', storage: '1Gi' },
});
