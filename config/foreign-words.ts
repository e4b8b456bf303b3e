/** What a key of another tool is here. */
export interface ForeignWord {
  /** The key to write, from the place where the word was found. - none: nothing says this, or it is always so. */
  readonly write?: string;
  /** How, or why not. Follows the key, after a colon. */
  readonly how: string;
}

type Words = Readonly<Record<string, ForeignWord>>;

/**
 * Keys of Deployments and other objects of Kubernetes, of charts, of Compose and of ECS, as people write them into an
 * application. What stands here is never a key of ours: a test compares both.
 */
const inApplication: Words = {
  // Deployments, StatefulSets and their charts.
  replicas: { write: 'scale', how: 'a number such as 3, or min, max and rules' },
  replicaCount: { write: 'scale', how: 'a number such as 3, or min, max and rules' },
  autoscaling: { write: 'scale', how: 'min, max and rules such as CPUUtilization' },
  hpa: { write: 'scale', how: 'min, max and rules such as CPUUtilization' },
  minReplicas: { write: 'scale.min', how: 'together with max and rules' },
  maxReplicas: { write: 'scale.max', how: 'together with min and rules' },
  strategy: { write: 'delivery.strategy', how: 'blueGreen, rollingUpdate or recreate' },
  updateStrategy: { write: 'delivery.strategy', how: 'blueGreen, rollingUpdate or recreate' },
  rollout: { write: 'delivery', how: 'blueGreen is an Argo Rollout' },
  template: { how: 'write its keys in the application itself' },
  spec: { how: 'write its keys in the application itself' },
  metadata: { write: 'labels', how: 'and annotations; the name is the key above' },
  containers: { write: 'sidecars', how: 'the application itself is the first container' },
  extraContainers: { write: 'sidecars', how: 'a list of containers next to the application' },
  podAnnotations: { write: 'annotations', how: 'of the workload and its pods' },
  podLabels: { write: 'labels', how: 'of the workload and its pods' },
  name: { how: 'the name is the key above; the container has its own in container' },
  containerName: { write: 'container', how: 'the name of the container' },
  imagePullPolicy: {
    how: 'an image by digest or version needs none; Kubernetes pulls it if it is not there',
  },
  imagePullSecrets: { how: 'there is no key for it yet; let the nodes log in to the registry' },
  containerPort: { write: 'port', how: 'one for requests; metrics.port and peers for theirs' },
  targetPort: { write: 'port', how: 'its Service is on port 80' },
  servicePort: { how: 'the Service of an application is on port 80' },
  ports: { write: 'port', how: 'one for requests; metrics.port and peers for theirs' },
  service: { write: 'port', how: 'every application that listens has a Service, on port 80' },
  expose: { write: 'port', how: 'other applications reach it through uses' },
  livenessProbe: { write: 'probes.liveness', how: 'path, tcp, grpc or command, with its times' },
  readinessProbe: { write: 'probes.readiness', how: 'path, tcp, grpc or command, with its times' },
  startupProbe: { write: 'probes.startup', how: 'path, tcp, grpc or command, with its times' },
  healthcheck: { write: 'health', how: 'an HTTP path; for a command write probes' },
  healthCheck: { write: 'health', how: 'an HTTP path; for a command write probes' },
  healthCheckPath: { write: 'health', how: 'an HTTP path such as /health' },
  lifecycle: { write: 'shutdown', how: 'drain is the wait before SIGTERM, grace the time after it' },
  terminationGracePeriodSeconds: { write: 'shutdown.grace', how: 'a duration such as 30s' },
  stop_grace_period: { write: 'shutdown.grace', how: 'a duration such as 30s' },
  requests: { write: 'resources.requests', how: 'cpu and memory' },
  limits: { write: 'resources.limits', how: 'memory, and cpu if it is to be limited' },
  cpu: { write: 'resources.requests.cpu', how: 'such as 500m' },
  memory: { write: 'resources.requests.memory', how: 'such as 256Mi' },
  mem_limit: { write: 'resources.limits.memory', how: 'such as 256Mi' },
  cpus: { write: 'resources.limits.cpu', how: 'such as 500m' },
  volumeMounts: {
    write: 'volumes',
    how: 'each with its mountPath; emptyDirs, files and secretFiles have theirs',
  },
  volumeClaimTemplates: { write: 'volumes', how: 'with kind: stateful each replica has its own' },
  persistence: { write: 'volumes', how: 'mountPath and size' },
  persistentVolumeClaim: { write: 'volumes', how: 'mountPath and size' },
  emptyDir: { write: 'emptyDirs', how: 'mountPath and sizeLimit, by name' },
  tmpfs: { write: 'emptyDirs', how: 'with medium: Memory' },
  shm_size: { write: 'emptyDirs', how: 'mountPath /dev/shm with medium: Memory and a sizeLimit' },
  configMaps: { write: 'files', how: 'text or file, each with its mountPath' },
  configMap: { write: 'files', how: 'text or file, each with its mountPath' },
  config: { write: 'files', how: 'or env for variables' },
  configs: { write: 'files', how: 'text or file, each with its mountPath' },
  secretMounts: { write: 'secretFiles', how: 'secret and mountPath, by name' },
  envSecrets: { write: 'secrets', how: 'variables, each with a Secret and a key' },
  secretKeyRef: { write: 'secrets', how: 'variables, each with a Secret and a key' },
  fieldRef: { write: 'podFields', how: 'variables, each with a field such as status.podIP' },
  initContainer: { write: 'initContainers', how: 'a list, each with a name and a command' },
  podSecurityContext: { write: 'securityContext', how: 'runAsUser, runAsGroup and fsGroup' },
  runAsUser: { write: 'securityContext.runAsUser', how: 'a number' },
  user: { write: 'securityContext.runAsUser', how: 'a number; runAsGroup for the group' },
  privileged: { how: 'no container is privileged; securityContext names single capabilities' },
  cap_add: { write: 'securityContext.capabilities', how: 'with a reason' },
  read_only: { how: 'the root file system is read-only; emptyDirs name folders to write to' },
  serviceAccount: { write: 'identity', how: 'annotations of the ServiceAccount that is made for it' },
  serviceAccountName: { write: 'identity', how: 'annotations of the ServiceAccount that is made for it' },
  affinity: { write: 'nodeSelector', how: 'pods are spread over zones and nodes without it' },
  podAntiAffinity: { how: 'pods are spread over zones and nodes without it' },
  topologySpreadConstraints: { how: 'pods are spread over zones and nodes without it' },
  podDisruptionBudget: { how: 'every application has one, which lets one pod go at a time' },
  pdb: { how: 'every application has one, which lets one pod go at a time' },
  networkPolicy: { write: 'uses', how: 'what it connects to; egress for places outside the namespace' },
  serviceMonitor: { write: 'metrics', how: 'path, port and counter, or false' },
  // Routes.
  ingress: { write: 'host', how: 'a public host name; routes for paths' },
  domain: { write: 'host', how: 'a public host name' },
  domains: { write: 'hosts', how: 'a list of public host names' },
  hostname: { write: 'host', how: 'a public host name' },
  gateway: { write: 'host', how: 'the Gateway is made for all hosts' },
  httpRoute: { write: 'routes', how: 'paths and what happens on them' },
  paths: { write: 'routes', how: 'each with its path' },
  path: { write: 'routes', how: 'each with its path; health for that of the probes' },
  tls: { how: 'every host has a certificate; cluster.clusterIssuer issues it' },
  // Jobs.
  cron: { how: 'there are no scheduled Jobs yet; keep the CronJob in another folder that Argo CD syncs' },
  cronJob: { how: 'there are no scheduled Jobs yet; keep the CronJob in another folder that Argo CD syncs' },
  cronjob: { how: 'there are no scheduled Jobs yet; keep the CronJob in another folder that Argo CD syncs' },
  cronJobs: { how: 'there are no scheduled Jobs yet; keep the CronJob in another folder that Argo CD syncs' },
  jobs: { how: 'there are no scheduled Jobs yet; keep the CronJob in another folder that Argo CD syncs' },
  job: {
    how: 'there is no Job before a release yet; run it in the pipeline, before the new image is pushed here',
  },
  migration: {
    how: 'there is no Job before a release yet; run it in the pipeline, before the new image is pushed here',
  },
  migrations: {
    how: 'there is no Job before a release yet; run it in the pipeline, before the new image is pushed here',
  },
  hooks: {
    how: 'there is no Job before a release yet; run it in the pipeline, before the new image is pushed here',
  },
  release: {
    how: 'there is no Job before a release yet; run it in the pipeline, before the new image is pushed here',
  },
  concurrencyPolicy: {
    how: 'there are no scheduled Jobs yet; keep the CronJob in another folder that Argo CD syncs',
  },
  // Compose and ECS.
  environment: { write: 'env', how: 'a map of names and values; secrets for those of Secrets' },
  env_file: { write: 'envFrom', how: 'a whole Secret or ConfigMap' },
  variables: { write: 'env', how: 'a map of names and values' },
  entrypoint: { write: 'command', how: 'and args for what Compose calls command' },
  entryPoint: { write: 'command', how: 'and args for what ECS calls command' },
  depends_on: { write: 'uses', how: 'database, cache or other applications' },
  dependsOn: { write: 'uses', how: 'database, cache or other applications' },
  links: { write: 'uses', how: 'database, cache or other applications' },
  networks: { write: 'uses', how: 'what it connects to; egress for places outside the namespace' },
  extra_hosts: { how: 'names come from DNS' },
  deploy: { write: 'scale', how: 'replicas; resources and delivery are keys, too' },
  build: { write: 'image', how: 'a built image with its digest; CI builds and pushes it' },
  container_name: { write: 'container', how: 'the name of the container' },
  restart: { how: 'pods are always restarted; those of jobs as often as retries says' },
  restartPolicy: { how: 'pods are always restarted; those of jobs as often as retries says' },
  working_dir: { how: 'comes from the image; start the command with a shell that changes it' },
  logging: { how: 'write logs to standard output; the cluster collects them' },
  desiredCount: { write: 'scale', how: 'a number such as 3, or min, max and rules' },
  taskRole: { write: 'identity', how: 'annotations of the ServiceAccount, such as that of a role' },
  taskRoleArn: { write: 'identity', how: 'annotations of the ServiceAccount, such as that of a role' },
};

/** The same at the top of a file. */
const inFile: Words = {
  services: { write: 'applications', how: 'by name' },
  apps: { write: 'applications', how: 'by name' },
  deployments: { write: 'applications', how: 'by name' },
  workloads: { write: 'applications', how: 'by name' },
  postgres: { write: 'database', how: 'at least { storage: "100Gi" }' },
  postgresql: { write: 'database', how: 'at least { storage: "100Gi" }' },
  db: { write: 'database', how: 'at least { storage: "100Gi" }' },
  redis: { write: 'cache', how: 'at least { memory: "1Gi" }' },
  valkey: { write: 'cache', how: 'at least { memory: "1Gi" }' },
  monitoring: { write: 'observability', how: 'true or false' },
  argocd: { write: 'gitops', how: 'the repository that Argo CD syncs from' },
  argoCD: { write: 'gitops', how: 'the repository that Argo CD syncs from' },
  ingress: { write: 'applications', how: 'each has its host; cluster.ingressClass for the class' },
  gateway: { write: 'cluster.gatewayClass', how: 'the name of a GatewayClass' },
  kubernetes: { write: 'cluster.kubernetes', how: 'the minor version' },
  kubernetesVersion: { write: 'cluster.kubernetes', how: 'the minor version' },
  storageClass: { write: 'cluster.storageClass', how: 'the name of a StorageClass' },
  jobs: { how: 'there are no scheduled Jobs yet; keep the CronJob in another folder that Argo CD syncs' },
  cronJobs: { how: 'there are no scheduled Jobs yet; keep the CronJob in another folder that Argo CD syncs' },
  volumes: { write: 'applications', how: 'each has its volumes' },
  secrets: { write: 'applications', how: 'each names its Secrets; cluster.secretStore fetches them' },
  configs: { write: 'applications', how: 'each has its files' },
  networks: { write: 'applications', how: 'uses and egress of each say what it connects to' },
  image: { write: 'applications', how: 'by name, each with its image' },
  version: { how: 'an environment has no version; Git has' },
  apiVersion: {
    how: 'this is an environment file, not an object of Kubernetes; further objects belong into objects',
  },
  kind: {
    how: 'this is an environment file, not an object of Kubernetes; further objects belong into objects',
  },
  metadata: { how: 'name and namespace stand at the top' },
  spec: { how: 'write its keys at the top' },
};

const empty: Words = {};

/** The words of a place in an environment file, such as `['applications', 'web']`. */
export function foreignWordsAt(path: readonly PropertyKey[]): Words {
  if (path.length === 0) return inFile;
  return path.length === 2 && path[0] === 'applications' ? inApplication : empty;
}
