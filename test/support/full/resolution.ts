/** Every key about the addresses that names have, and about the last message of the container. */
export const fullResolution = {
  hostAliases: [{ ip: '192.0.2.10', hostnames: ['legacy.example.com'] }],
  dnsPolicy: 'None' as const,
  dnsConfig: {
    nameservers: ['192.0.2.53'],
    searches: ['shop.svc.cluster.local'],
    options: [{ name: 'ndots', value: '2' }],
  },
  terminationMessagePath: '/tmp/message',
  terminationMessagePolicy: 'FallbackToLogsOnError' as const,
};
