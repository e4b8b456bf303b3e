import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentKey } from '../cache.ts';
import type { GoTool } from '../go-tools.ts';

const folder = (name: string): string => join(import.meta.dirname, name);

const certManagerSource = join(folder('cert-manager'), 'main.go');

/** Kubernetes' programs call themselves v0.0.0 unless the linker tells them: both packages hold a copy. */
function kubernetesVersion(version: string): Record<string, string> {
  const [major = '', minor = ''] = version.slice(1).split('.');
  const variables: Record<string, string> = {};
  for (const name of ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version']) {
    variables[`${name}.gitVersion`] = version;
    variables[`${name}.gitMajor`] = major;
    variables[`${name}.gitMinor`] = minor;
  }
  return variables;
}

/** Argo Rollouts says its tag only when all three are set (its `utils/version/version.go`). */
function rolloutsVersion(version: string): Record<string, string> {
  const variables = { gitTag: version, gitCommit: version, gitTreeState: 'clean' };
  const named = Object.entries(variables).map(([name, value]) => [
    `github.com/argoproj/argo-rollouts/utils/version.${name}`,
    value,
  ]);
  return Object.fromEntries(named);
}

function kubernetes(name: string, expectedSeconds: number): GoTool {
  return {
    name,
    folder: folder('kubernetes'),
    module: 'k8s.io/kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    versionVariables: kubernetesVersion,
    expectedSeconds,
  };
}

function keda(program: string, expectedSeconds: number): GoTool {
  return {
    name: `keda-${program}`,
    folder: folder('keda'),
    module: 'github.com/kedacore/keda/v2',
    package: `github.com/kedacore/keda/v2/cmd/${program}`,
    versionVariables: version => ({ 'github.com/kedacore/keda/v2/version.Version': version.slice(1) }),
    expectedSeconds,
  };
}

/**
 * The programs of the test cluster, in the order in which they are built. The API server is first, because its build
 * fills Go's cache for the other programs of Kubernetes.
 *
 * Build times are those of docs/testing.md, with downloads.
 */
export const clusterTools = {
  'kube-apiserver': kubernetes('kube-apiserver', 130),
  etcd: {
    name: 'etcd',
    folder: folder('etcd'),
    module: 'go.etcd.io/etcd/server/v3',
    package: 'go.etcd.io/etcd/server/v3',
    expectedSeconds: 25,
  },
  'kube-controller-manager': kubernetes('kube-controller-manager', 30),
  'kube-scheduler': kubernetes('kube-scheduler', 5),
  kubectl: kubernetes('kubectl', 10),
  'argo-rollouts': {
    name: 'argo-rollouts',
    folder: folder('argo-rollouts'),
    module: 'github.com/argoproj/argo-rollouts',
    package: 'github.com/argoproj/argo-rollouts/cmd/rollouts-controller',
    versionVariables: rolloutsVersion,
    expectedSeconds: 120,
  },
  'cloudnative-pg': {
    name: 'cloudnative-pg',
    folder: folder('cloudnative-pg'),
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    package: 'github.com/cloudnative-pg/cloudnative-pg/cmd/manager',
    expectedSeconds: 70,
  },
  'barman-cloud': {
    name: 'barman-cloud',
    folder: folder('barman-cloud'),
    module: 'github.com/cloudnative-pg/plugin-barman-cloud',
    package: 'github.com/cloudnative-pg/plugin-barman-cloud/cmd/manager',
    expectedSeconds: 20,
  },
  'keda-operator': keda('operator', 220),
  'keda-adapter': keda('adapter', 20),
  'keda-webhooks': keda('webhooks', 3),
  'cert-manager': {
    name: 'cert-manager',
    folder: folder('cert-manager'),
    module: 'github.com/cert-manager/cert-manager',
    package: '.',
    // Its pins do not cover our own source.
    versionVariables: () => ({ 'main.source': contentKey(readFileSync(certManagerSource, 'utf8')) }),
    expectedSeconds: 25,
  },
  'argo-cd': {
    name: 'argo-cd',
    folder: folder('argo-cd'),
    module: 'github.com/argoproj/argo-cd/v3',
    package: 'github.com/argoproj/argo-cd/v3/cmd',
    versionVariables: version => ({ 'github.com/argoproj/argo-cd/v3/common.version': version.slice(1) }),
    expectedSeconds: 120,
  },
  kwok: {
    name: 'kwok',
    folder: folder('kwok'),
    module: 'sigs.k8s.io/kwok',
    package: 'sigs.k8s.io/kwok/cmd/kwok',
    expectedSeconds: 10,
  },
} as const satisfies Record<string, GoTool>;

export type ClusterToolName = keyof typeof clusterTools;
