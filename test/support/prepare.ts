import { pathToFileURL } from 'node:url';
import { kubernetesMinors } from '../../config/kubernetes.ts';
import { binary, isAtHand, whileFetching } from '../../tools/binary.ts';
import { clusterTools } from '../../tools/cluster/tools.ts';
import { type GoTool, goTools } from '../../tools/go-tools.ts';
import { generateImports, haveImports } from '../../tools/imports.ts';
import { haveSchemas, schemaLocations } from '../../tools/schemas.ts';
import { oracleTool } from '../oracle/tool.ts';

/** Something that tests need and a fresh machine does not have. */
export interface Preparation {
  readonly name: string;
  /** What it takes on 2 cores from empty caches. */
  readonly seconds: number;
  readonly isThere: () => Promise<boolean>;
  readonly make: () => Promise<unknown>;
  /** What is built, if it is: its modules are downloaded while others are made. */
  readonly tool?: GoTool;
}

function built(tool: GoTool): Preparation {
  return {
    name: tool.name,
    seconds: tool.expectedSeconds,
    isThere: () => isAtHand(tool),
    make: () => binary(tool),
    tool,
  };
}

/** One Go module for each minor and each source of custom resources: most of the time is their download. */
const schemas: Preparation = {
  name: 'JSON Schemas',
  seconds: 40,
  isThere: () => haveSchemas(kubernetesMinors),
  make: async () => {
    for (const minor of kubernetesMinors) await schemaLocations(minor);
  },
};

const imports: Preparation = {
  name: 'classes of imports/',
  seconds: 15,
  isThere: haveImports,
  make: generateImports,
};

const { kubeconform, helm3, helm4, promtool } = goTools;
const validation = [built(kubeconform), schemas];

/** What each suite needs, in the order in which it is made: an earlier build fills Go's cache for the next. */
export const suites = {
  unit: [...validation, imports, built(helm4)],
  helm: [built(helm4), built(helm3)],
  prometheus: [built(promtool)],
  oracle: [built(oracleTool)],
  cluster: [...Object.values(clusterTools).map(built), ...validation, built(helm4), built(helm3)],
} as const satisfies Record<string, readonly Preparation[]>;

export type Suite = keyof typeof suites;

/**
 * Makes what is missing, before the first test and outside its time limit, and says what and how long. Silent when
 * nothing is missing.
 */
export async function prepare(
  preparations: readonly Preparation[],
  say: (line: string) => void = line => process.stderr.write(`${line}\n`),
): Promise<void> {
  const there = await Promise.all(preparations.map(({ isThere }) => isThere()));
  const missing = preparations.filter((_, index) => there[index] === false);
  if (missing.length === 0) return;
  const seconds = missing.reduce((sum, preparation) => sum + preparation.seconds, 0);
  const names = missing.map(({ name }) => name).join(', ');
  say(`made once, before the first test: ${names}; about ${duration(seconds)} on 2 cores`);
  const began = performance.now();
  const tools = missing.flatMap(({ tool }) => tool ?? []);
  await whileFetching(tools, async () => {
    // One after the other: a build uses all processors.
    for (const preparation of missing) await made(preparation, say);
  });
  say(`made in ${duration((performance.now() - began) / 1000)}`);
}

/** A tool says itself that it is built, and in what time. */
async function made({ name, seconds, make, tool }: Preparation, say: (line: string) => void): Promise<void> {
  if (tool !== undefined) {
    await make();
    return;
  }
  say(`making ${name} once: about ${duration(seconds)} on 2 cores`);
  const began = performance.now();
  await make();
  say(`made ${name} in ${duration((performance.now() - began) / 1000)}`);
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [name = ''] = process.argv.slice(2);
  if (!(name in suites)) throw new Error(`expected one of ${Object.keys(suites).join(', ')}, found ${name}`);
  await prepare(suites[name as Suite]);
}
