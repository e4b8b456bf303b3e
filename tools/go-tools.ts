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
  /** The `-X` assignments that tell the tool its version (`v0.8.0`). Default: none. */
  readonly versionVariables?: (version: string) => Readonly<Record<string, string>>;
  /** Seconds that a build with an empty Go build cache takes on 2 cores: what the first run announces. */
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

/** The tools of this folder. Build times: measured on 2 cores with an empty cache. */
export const goTools = {
  kubeconform: {
    name: 'kubeconform',
    folder: join(modules, 'kubeconform'),
    module: 'github.com/yannh/kubeconform',
    package: 'github.com/yannh/kubeconform/cmd/kubeconform',
    versionVariables: version => ({ 'main.version': version }),
    expectedSeconds: 35,
    onPath: { command: 'kubeconform', args: ['-v'] },
  },
} as const satisfies Record<string, GoTool>;

export type GoToolName = keyof typeof goTools;
