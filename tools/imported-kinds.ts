import type { CrdSourceName } from './versions.ts';

/**
 * The kinds that charts make, by the source that defines them: one file of `imports/` a source. Each has the branches
 * of its `spec` that charts write, as dotted paths. A branch holds an object, a list of objects or a map of objects. A
 * path stands for the branches above it too. Every other branch keeps its key and has the type `any`.
 */
export const importedKinds = {
  'argo-rollouts': {
    // The spec of its Job has the type of cdk8s-plus-27, as that of a Job.
    AnalysisTemplate: ['args', 'metrics.provider.job', 'metrics.provider.prometheus', 'metrics.provider.web'],
    // Its pods have the types of cdk8s-plus-27, as those of a Deployment.
    Rollout: [
      'selector',
      'strategy.blueGreen.postPromotionAnalysis.args.valueFrom',
      'strategy.blueGreen.postPromotionAnalysis.templates',
      'strategy.blueGreen.prePromotionAnalysis.templates',
    ],
  },
  'argo-cd': {
    AppProject: ['clusterResourceWhitelist', 'destinations', 'namespaceResourceWhitelist'],
    ApplicationSet: [
      'generators.list',
      'ignoreApplicationDifferences',
      'preservedFields',
      'syncPolicy',
      'template.metadata',
      'template.spec.destination',
      'template.spec.ignoreDifferences',
      'template.spec.source.directory',
      'template.spec.syncPolicy.automated',
      'template.spec.syncPolicy.retry.backoff',
    ],
  },
  'cloudnative-pg': {
    Cluster: [
      'affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.preference.matchExpressions',
      'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.matchExpressions',
      'affinity.tolerations',
      'bootstrap.initdb',
      'certificates',
      'ephemeralVolumesSizeLimit',
      'imagePullSecrets',
      'managed.roles.passwordSecret',
      'monitoring',
      'plugins',
      'postgresql.synchronous',
      'primaryLease',
      'probes.startup',
      'resources',
      'serviceAccountTemplate.metadata',
      'storage',
      'topologySpreadConstraints.labelSelector.matchExpressions',
      'walStorage',
    ],
    Database: ['cluster', 'extensions'],
    Pooler: [
      'cluster',
      'pgbouncer.clientTLSSecret',
      'pgbouncer.serverCASecret',
      'template.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.preference.matchExpressions',
      'template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.matchExpressions',
      'template.spec.containers.resources',
      'template.spec.imagePullSecrets',
      'template.spec.tolerations',
      'template.spec.topologySpreadConstraints.labelSelector',
    ],
    ScheduledBackup: ['cluster', 'pluginConfiguration'],
  },
  'barman-cloud': {
    ObjectStore: [
      'configuration.data',
      'configuration.s3Credentials.accessKeyId',
      'configuration.s3Credentials.secretAccessKey',
      'configuration.wal',
      'instanceSidecarConfiguration.env',
      'instanceSidecarConfiguration.resources',
    ],
  },
  'gateway-api': {
    Gateway: ['allowedListeners.namespaces', 'listeners.tls.certificateRefs'],
    GRPCRoute: ['parentRefs', 'rules.backendRefs'],
    HTTPRoute: [
      'parentRefs',
      'rules.backendRefs',
      'rules.filters.cors',
      'rules.filters.requestHeaderModifier.add',
      'rules.filters.requestHeaderModifier.set',
      'rules.filters.requestRedirect.path',
      'rules.filters.responseHeaderModifier.add',
      'rules.filters.responseHeaderModifier.set',
      'rules.filters.urlRewrite.path',
      'rules.matches.path',
      'rules.timeouts',
    ],
    ListenerSet: ['listeners.tls.certificateRefs', 'parentRef'],
    TCPRoute: ['parentRefs', 'rules.backendRefs'],
    TLSRoute: ['parentRefs', 'rules.backendRefs'],
  },
  'envoy-gateway': {
    BackendTrafficPolicy: ['loadBalancer.consistentHash.cookie', 'requestBuffer', 'targetRefs'],
    SecurityPolicy: ['authorization.rules.principal', 'basicAuth.users', 'targetRefs'],
  },
  'cert-manager': {
    Certificate: ['issuerRef', 'privateKey', 'secretTemplate', 'subject'],
    Issuer: ['ca', 'selfSigned'],
  },
  cilium: {
    CiliumNetworkPolicy: [
      'egress.toEndpoints.matchExpressions',
      'egress.toFQDNs',
      'egress.toPorts.ports',
      'egress.toPorts.rules.dns',
      'endpointSelector',
    ],
  },
  keda: {
    ScaledObject: [
      'advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.policies',
      'advanced.horizontalPodAutoscalerConfig.behavior.scaleUp.policies',
      'fallback',
      'scaleTargetRef',
      'triggers',
    ],
  },
  'prometheus-operator': {
    PodMonitor: ['podMetricsEndpoints', 'selector'],
    PrometheusRule: ['groups.rules'],
    ServiceMonitor: ['endpoints.relabelings', 'selector'],
  },
  'external-secrets': {
    ExternalSecret: [
      'data.remoteRef',
      'dataFrom.extract',
      'dataFrom.sourceRef.generatorRef',
      'secretStoreRef',
      'target.template.metadata',
    ],
    Password: [],
  },
} as const satisfies Record<CrdSourceName, Readonly<Record<string, readonly string[]>>>;
