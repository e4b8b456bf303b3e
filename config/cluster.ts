import { z } from 'zod';
import { withoutEffect } from './effect.ts';
import { kubernetesMinors, newestKubernetesMinor } from './kubernetes.ts';
import { mostZones } from './units/counts.ts';
import { expected } from './units/expected.ts';
import { existingName, labelKey, labelValue, namespaceName, port, someLabels } from './units/names.ts';
import { cidr } from './units/network.ts';
import { operation } from './units/operation.ts';
import { httpUrl } from './units/url.ts';

/** Source: envoyproxy/gateway `charts/gateway-helm`. */
export const envoyGatewayNamespace = 'envoy-gateway-system';

/** Whether Envoy Gateway is installed in this namespace, so that the labels of its pods are known. */
export const isEnvoyGateway = operation(
  'isEnvoyGateway',
  (namespace: string) => namespace === envoyGatewayNamespace,
);

/** Namespaces of the operators that the stack needs. */
const namespaces = z
  .strictObject({
    argocd: namespaceName.default('argocd').meta({ description: 'Argo CD.' }),
    cloudnativePg: namespaceName
      .default('cnpg-system')
      .meta({ description: 'The CloudNativePG operator and its Barman plugin.' }),
    gateway: namespaceName
      .default(envoyGatewayNamespace)
      .meta({ description: 'The pods of the Gateway or of the Ingress controller.' }),
    monitoring: namespaceName.default('monitoring').meta({ description: 'Prometheus.' }),
    rollouts: namespaceName.default('argo-rollouts').meta({ description: 'The Argo Rollouts controller.' }),
  })
  .prefault({});

/**
 * Labels of pods in those namespaces, where the operator does not fix the labels.
 *
 * Source of the default: prometheus-operator `pkg/prometheus/server/operator.go`, its Helm charts and that of
 * Prometheus alone.
 */
const podLabels = z
  .strictObject({
    gateway: someLabels.optional().meta({
      description:
        'Labels of the pods of the Gateway or of the Ingress controller. Default: those of Envoy Gateway in its own namespace; all pods in another namespace.',
    }),
    monitoring: someLabels
      .default({ 'app.kubernetes.io/name': 'prometheus' })
      .meta({ description: 'Labels of the pods of Prometheus.' }),
  })
  .prefault({});

/** Where pods resolve names. Platforms that differ from the defaults are in docs/network.md. */
const dns = z
  .strictObject({
    namespace: namespaceName.default('kube-system').meta({ description: 'Namespace of the DNS pods.' }),
    podLabels: someLabels.default({ 'k8s-app': 'kube-dns' }).meta({ description: 'Labels of the DNS pods.' }),
    port: port.default(53).meta({ description: 'Port on which the DNS pods listen, UDP and TCP.' }),
    cidrs: z.array(cidr).default([]).meta({
      description:
        'Networks of resolvers on port 53 that are not pods, such as one on the node. Default: none.',
    }),
    nodeLocal: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether pods query NodeLocal DNSCache at 169.254.20.10.' }),
  })
  .prefault({});

/**
 * Source of the ports: the Service `kubernetes` listens on 443, the API servers of kubeadm and most others on 6443.
 * Some network plugins check a packet before the address of the Service is replaced, others after.
 */
const apiServer = z
  .strictObject({
    cidrs: z.array(cidr).default([]).meta({
      description:
        'Networks of the API server, which the pods of PostgreSQL connect to: its endpoints and its Service. Default: any address.',
    }),
    ports: z
      .array(port)
      .min(1)
      .default([443, 6443])
      .meta({ description: 'Ports of its endpoints and of its Service.' }),
  })
  .prefault({});

/** The network plugins that the tree knows more of than NetworkPolicies. */
const networkPlugin = z.enum(['cilium', 'other']);

export type NetworkPlugin = z.output<typeof networkPlugin>;

/** The cluster: its version, its classes and where its operators run. */
export const cluster = z.strictObject({
  kubernetes: z
    .enum(kubernetesMinors)
    .default(newestKubernetesMinor)
    .meta({ description: 'Minor version of the API server.' }),
  zones: z.int().min(1).max(mostZones).default(3).meta({
    description:
      'Number of zones with nodes. Pods with volumes stay pending until that many zones have nodes.',
  }),
  storageClass: existingName.meta({
    description: 'StorageClass of all volumes; choose one that encrypts at rest.',
  }),
  gatewayClass: existingName.optional().meta({
    description: 'GatewayClass for traffic from outside. Default: envoy, unless ingressClass is set.',
  }),
  ingressClass: existingName
    .optional()
    .meta({ description: 'IngressClass, to use an Ingress instead of a Gateway. Default: a Gateway.' }),
  clusterIssuer: existingName
    .default('letsencrypt')
    .meta({ description: 'ClusterIssuer of cert-manager for public certificates.' }),
  secretStore: existingName.optional().meta({
    description:
      'ClusterSecretStore of External Secrets, which creates every Secret that the environment names. Default: these Secrets must exist.',
  }),
  secretPrefix: z
    .string()
    .regex(/^[A-Za-z0-9/_.-]*$/, {
      error: expected('letters, digits and / _ . -, such as production/', found =>
        found === null ? 'remove the key' : undefined,
      ),
    })
    .optional()
    .meta({
      description:
        'Prefix of the name of each Secret in the secretStore. Default: the namespace and a slash. Google and Azure allow no slash: use a prefix that ends with a hyphen.',
    }),
  prometheus: httpUrl
    .default('http://prometheus-operated.monitoring.svc:9090')
    .meta({ description: 'URL of the Prometheus that analyses and scaling rules query.' }),
  monitorLabels: z.record(labelKey, labelValue).default({}).meta({
    description: 'Labels by which Prometheus selects monitors and rules, such as release. Default: none.',
  }),
  networkPlugin: networkPlugin
    .default('other')
    .meta({
      description:
        'Network plugin. cilium: destinations may be host names, through a CiliumNetworkPolicy; other: any that enforces NetworkPolicies.',
    })
    .register(withoutEffect, {
      why: 'it allows destinations that are host names, which are refused otherwise',
    }),
  apiServer: apiServer.meta({
    description: 'Addresses of the API server. Default: the defaults of its keys.',
  }),
  dns: dns.meta({ description: 'Where pods resolve names. Default: the defaults of its keys.' }),
  namespaces: namespaces.meta({ description: 'Where operators run. Default: the defaults of its keys.' }),
  podLabels: podLabels.meta({
    description: 'Labels that select their pods in these namespaces. Default: the defaults of its keys.',
  }),
});

export type Cluster = z.output<typeof cluster>;
