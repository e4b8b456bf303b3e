import type { Values } from './chart.ts';

const amounts = { cpu: '100m', memory: '64Mi' };
const resources = { requests: amounts, limits: amounts };

/** Another value by path, for the keys about the containers of an application and their files and variables. */
export const otherContainers: Values = {
  'applications.web.envFrom': [{ secret: 'web-env' }],
  'applications.web.podFields': { POD_IP: 'status.podIP' },
  'applications.web.files': { settings: { mountPath: '/etc/app/app.toml', text: 'level = 1' } },
  'applications.web.secretFiles': { tls: { mountPath: '/run/tls', secret: 'web-certificate' } },
  'applications.web.initContainers': [{ name: 'first', env: {} }],
  'applications.web.sidecars': [{ name: 'proxy', image: 'proxy:1', env: {}, secrets: {}, resources }],
};
