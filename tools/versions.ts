import type { KubernetesMinor } from '../config/kubernetes.ts';

/** What is pinned, apart from the Go tools (`tools/go/`), in one place. docs/tools.md says how to raise a version. */

/** The Kubernetes release that stands for each supported minor. `config/kubernetes.ts` says which those are. */
export const kubernetesVersions: Readonly<Record<KubernetesMinor, string>> = {
  '1.27': '1.27.16',
  '1.34': '1.34.9',
  '1.35': '1.35.5',
  '1.36': '1.36.3',
  '1.37': '1.37.1',
};

/** The Go module whose `api/openapi-spec/swagger.json` describes the core kinds. */
export const kubernetesModule = 'k8s.io/kubernetes';

/** A project's custom resource definitions: YAML files in one folder of its Go module. */
export interface CrdSource {
  readonly module: string;
  readonly version: string;
  /** The folder in the module, without `./`. */
  readonly folder: string;
}

export const crdSources = {
  'argo-rollouts': {
    module: 'github.com/argoproj/argo-rollouts',
    version: 'v1.10.1',
    folder: 'manifests/crds',
  },
  'argo-cd': {
    module: 'github.com/argoproj/argo-cd/v3',
    version: 'v3.5.3',
    folder: 'manifests/crds',
  },
  'cloudnative-pg': {
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.30.0',
    folder: 'config/crd/bases',
  },
  // 0.15.0 has the same definitions, but needs a machinery v0.6.0 that cannot be had: the plugin does not build.
  'barman-cloud': {
    module: 'github.com/cloudnative-pg/plugin-barman-cloud',
    version: 'v0.14.0',
    folder: 'config/crd/bases',
  },
  'gateway-api': {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.1',
    folder: 'config/crd/standard',
  },
  'envoy-gateway': {
    module: 'github.com/envoyproxy/gateway',
    version: 'v1.9.1',
    folder: 'charts/gateway-helm/charts/crds/crds/generated',
  },
  'cert-manager': {
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    folder: 'deploy/crds',
  },
  cilium: {
    module: 'github.com/cilium/cilium',
    version: 'v1.18.4',
    folder: 'pkg/k8s/apis/cilium.io/client/crds/v2',
  },
  keda: {
    module: 'github.com/kedacore/keda/v2',
    version: 'v2.21.0',
    folder: 'config/crd/bases',
  },
  'prometheus-operator': {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    folder: 'example/prometheus-operator-crd',
  },
  'external-secrets': {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    folder: 'config/crds/bases',
  },
} as const satisfies Record<string, CrdSource>;

export type CrdSourceName = keyof typeof crdSources;
