import { join } from 'node:path';

/** A program that is built from a pinned Go module. */
export interface GoTool {
  /** The file name of the binary. */
  readonly name: string;
  /** The folder that holds the go.mod and go.sum which pin it. */
  readonly folder: string;
  /** The module, in that go.mod, whose version is the tool's version. */
  readonly module: string;
  /** The main package. */
  readonly package: string;
  /**
   * The `-X` assignments that tell the tool its version (`v0.8.0`); `pinned` tells the version of another module
   * of the same go.mod. Default: none.
   */
  readonly versionVariables?: (
    version: string,
    pinned: (module: string) => string,
  ) => Readonly<Record<string, string>>;
  /** Build tags. Default: none. */
  readonly tags?: readonly string[];
  /** Seconds that a build takes on 2 cores, after those before it: what the first run announces. */
  readonly expectedSeconds: number;
  /**
   * How to ask a command on PATH for its version; it is used when its answer is exactly the pinned version.
   * Default: PATH is not searched.
   */
  readonly onPath?: {
    readonly command: string;
    readonly args: readonly string[];
  };
}

const modules = join(import.meta.dirname, 'go');

const helmVersion = ['version', '--template', '{{.Version}}'] as const;

/**
 * Helm 3 takes the Kubernetes version that it renders for by default, and its lint rules', from its build
 * (`Makefile`): that of its client-go. Helm 4 reads it from its build information.
 */
function helm3Variables(version: string, pinned: (module: string) => string): Record<string, string> {
  const minor = pinned('k8s.io/client-go').split('.')[1] ?? '';
  return {
    'helm.sh/helm/v3/internal/version.version': version,
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': '1',
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': minor,
    'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor': '1',
    'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor': minor,
  };
}

/** The tools of this folder, in the order in which they are built. Build times are those of docs/testing.md, with downloads. */
export const goTools = {
  kubeconform: {
    name: 'kubeconform',
    folder: join(modules, 'kubeconform'),
    module: 'github.com/yannh/kubeconform',
    package: 'github.com/yannh/kubeconform/cmd/kubeconform',
    versionVariables: version => ({ 'main.version': version }),
    expectedSeconds: 18,
    onPath: { command: 'kubeconform', args: ['-v'] },
  },
  helm4: {
    name: 'helm4',
    folder: join(modules, 'helm4'),
    module: 'helm.sh/helm/v4',
    package: 'helm.sh/helm/v4/cmd/helm',
    versionVariables: version => ({ 'helm.sh/helm/v4/internal/version.version': version }),
    expectedSeconds: 80,
    onPath: { command: 'helm', args: helmVersion },
  },
  helm3: {
    name: 'helm3',
    folder: join(modules, 'helm3'),
    module: 'helm.sh/helm/v3',
    package: 'helm.sh/helm/v3/cmd/helm',
    versionVariables: helm3Variables,
    expectedSeconds: 10,
    onPath: { command: 'helm', args: helmVersion },
  },
  promtool: {
    name: 'promtool',
    folder: join(modules, 'promtool'),
    module: 'github.com/prometheus/prometheus',
    package: 'github.com/prometheus/prometheus/cmd/promtool',
    // Service discovery brings the SDK of every cloud, and checks of rules need none of them.
    tags: ['remove_all_sd'],
    expectedSeconds: 30,
  },
} as const satisfies Record<string, GoTool>;

export type GoToolName = keyof typeof goTools;
