/** Another value by path, for keys where `otherValue` of the test finds none that is valid. */
export const others: Readonly<Record<string, unknown>> = {
  'cluster.kubernetes': '1.27',
  'cluster.zones': 1,
  ...Object.fromEntries(
    ['applications.*', 'database', 'cache'].flatMap(owner =>
      [
        'requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*',
        'preferredDuringSchedulingIgnoredDuringExecution.*.preference',
      ].map(term => [`${owner}.nodeAffinity.${term}.matchExpressions.*.operator`, 'NotIn']),
    ),
  ),
  'cluster.prometheus': 'http://prometheus.monitoring.svc:9091',
  'cluster.dns.cidrs.*': '10.0.0.0/16',
  'cluster.apiServer.cidrs.*': '10.0.0.0/16',
  'applications.*.initContainers.*.image': 'registry.example.com/migrate:1.0.1',
  'applications.*.sidecars.*.image': 'registry.example.com/proxy:1.0.1',
  'applications.*.kind': 'web',
  'applications.*.podManagementPolicy': 'OrderedReady',
  'applications.*.image': 'registry.example.com/web:1.0.1',
  'applications.*.scale.rules.*.metric': 'CPUUtilization',
  'applications.*.scale.rules.*.query': 'sum(other_queue_length)',
  'applications.*.delivery.analysis.successRate': 0.5,
  'applications.*.uses.*': 'files',
  'applications.*.connections.database.name': 'web-blog',
  'applications.*.delivery.preview.allow.*': '192.0.2.0/28',
  'applications.*.connections.database.query': '?sslmode=require',
  'applications.*.hosts.*': 'store.example.com',
  'applications.*.routes.*.cors.allowOrigins.*': 'https://example.com',
  'applications.*.routes.*.host': 'shop.example.com',
  'applications.*.egress.*.except.*': '192.0.2.0/25',
  'applications.*.egress.*.network': '192.0.2.0/28',
  'applications.*.egress.*.network.*': '192.0.2.0/28',
  'applications.*.schedule.cron': '0 3 * * *',
  'applications.*.schedule.timeZone': 'Asia/Tokyo',
  'applications.*.emptyDirs.*.sizeLimit': '2Gi',
  'applications.*.scale': 0,
  'applications.*.volumes.*.accessMode': 'ReadWriteMany',
  'applications.*.volumes.*.size': '200Gi',
  'applications.*.securityContext.capabilities.*': 'CHOWN',
  'database.version': 18,
  'database.image': 'ghcr.io/cloudnative-pg/postgis:17-3.5',
  'database.resources.requests.memory': '2Gi',
  'database.parameters.*': '16MB',
  'database.backup.destination': 's3://backups/other',
  'database.backup.endpoint': 'https://s4.example.com',
  'database.backup.cidrs.*': '192.0.2.0/28',
  'database.backup.schedule': '0 0 3 * * *',
  'database.backup.retention': '4w',
  'database.network': '10.0.0.0/16',
  'database.network.*': '10.1.0.0/16',
  'cache.network': '10.0.0.0/16',
  'cache.network.*': '10.1.0.0/16',
  'gitops.repository': 'https://git.example.com/other.git',
  'gitops.destination': 'https://other.example.com',
};

/** Values of other keys that a changed key needs, by the end of its path. */
export const companions: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'egress.*.internet': { network: '192.0.2.0/24', except: undefined },
  'securityContext.runAsNonRoot': { runAsUser: 1000, reason: undefined },
  'connections.database.direct': { directUrl: undefined },
  'database.version': { image: 'ghcr.io/cloudnative-pg/postgis:18-3.6' },
  // A route names the host.
  'applications.*.host': { routes: undefined },
  'tolerations.*.operator': { value: undefined },
  'tolerations.*.effect': { tolerationSeconds: undefined },
  'cache.profile': { eviction: undefined },
};

/** Keys that the Helm chart has no value for, and why. */
export const onlyInTree: Readonly<Record<string, string>> = {
  'gitops.repository': 'an Application points at the chart instead',
  'gitops.revision': 'an Application points at the chart instead',
  'gitops.path': 'an Application points at the chart instead',
  'gitops.destination': 'an Application points at the chart instead',
  'cluster.namespaces.argocd': 'only objects of Argo CD are there',
};
