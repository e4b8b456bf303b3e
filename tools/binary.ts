import { constants, existsSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { cached, contentKey, entryFolder } from './cache.ts';
import { go } from './go.ts';
import { type GoTool, type GoToolName, goTools } from './go-tools.ts';
import { run } from './run.ts';

const running = new Map<string, Promise<string>>();

/**
 * The absolute path of a pinned Go tool: from the cache, else from PATH if the version is the pinned one. Else it is built
 * into the cache: that needs Go and is announced on standard error.
 *
 * The cache key covers go.mod, go.sum, the build flags, the operating system and the processor: the same
 * pins never build twice.
 */
export function binary(tool: GoToolName | GoTool): Promise<string> {
  const wanted: GoTool = typeof tool === 'string' ? goTools[tool] : tool;
  const id = `${wanted.folder} ${wanted.name}`;
  const path = running.get(id) ?? find(wanted);
  running.set(id, path);
  path.catch(() => running.delete(id));
  return path;
}

/** The version of a tool: what its go.mod requires. */
export async function pinnedVersion(tool: GoTool): Promise<string> {
  return requiredVersion(tool, await readFile(join(tool.folder, 'go.mod'), 'utf8'), tool.module);
}

function requiredVersion(tool: GoTool, goMod: string, module: string): string {
  for (const line of goMod.split('\n')) {
    const [path, version] = line
      .replace(/^require\s/, '')
      .trim()
      .split(/\s+/);
    if (path === module && version !== undefined) return version;
  }
  const file = join(tool.folder, 'go.mod');
  throw new Error(`${file}: no require line of ${module}; add it with the version for ${tool.name}`);
}

/** Whether the cache holds the tool already: nothing is built and PATH is not searched. */
export async function isBuilt(tool: GoTool): Promise<boolean> {
  return existsSync((await cacheEntry(tool)).built);
}

/** Whether `binary` answers at once: the tool is in the cache, or on PATH in the pinned version. */
export async function isAtHand(tool: GoTool): Promise<boolean> {
  const { built, version } = await cacheEntry(tool);
  return existsSync(built) || (await findOnPath(tool, version)) !== undefined;
}

interface CacheEntry {
  readonly version: string;
  readonly flags: readonly string[];
  readonly key: string;
  /** The path of the binary, whether it exists or not. */
  readonly built: string;
}

async function cacheEntry(tool: GoTool): Promise<CacheEntry> {
  const [goMod, goSum] = await Promise.all([
    readFile(join(tool.folder, 'go.mod'), 'utf8'),
    readFile(join(tool.folder, 'go.sum'), 'utf8'),
  ]);
  const version = requiredVersion(tool, goMod, tool.module);
  const pinned = (module: string): string => requiredVersion(tool, goMod, module);
  const flags = buildFlags(tool.versionVariables?.(version, pinned) ?? {}, tool.tags);
  const target = buildTarget();
  const key = contentKey(goMod, goSum, tool.package, ...flags, target.GOOS, target.GOARCH);
  return { version, flags, key, built: join(entryFolder(tool.name, key), tool.name) };
}

async function find(tool: GoTool): Promise<string> {
  const { version, flags, key, built } = await cacheEntry(tool);
  if (existsSync(built)) return built;
  const onPath = await findOnPath(tool, version);
  if (onPath !== undefined) return onPath;
  await cached(tool.name, key, folder => build(tool, version, flags, join(folder, tool.name)));
  return built;
}

function buildFlags(variables: Readonly<Record<string, string>>, tags?: readonly string[]): string[] {
  const linker = ['-s', '-w', ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)];
  return ['-trimpath', '-buildvcs=false', '-mod=readonly', ...tagFlags(tags), '-ldflags', linker.join(' ')];
}

/**
 * The linker leaves debug data out (`-w`), so the compiler need not make it: 8 % less processor time. Not part of
 * the cache key, because the program does the same.
 */
const withoutDebugData = ['-gcflags=all=-dwarf=false'];

function tagFlags(tags: readonly string[] = []): string[] {
  return tags.length > 0 ? ['-tags', tags.join(',')] : [];
}

/** Go's names for the machine that Node runs on, and no cgo: the binary needs no library of the system. */
function buildTarget(): { GOOS: string; GOARCH: string; CGO_ENABLED: string } {
  const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
  return {
    GOOS: process.platform === 'win32' ? 'windows' : process.platform,
    GOARCH: architectures[process.arch] ?? process.arch,
    CGO_ENABLED: '0',
  };
}

/**
 * Runs work that builds tools, one after the other, while the modules of later ones are downloaded. Nothing waits for a
 * download. The build reports what fails there.
 */
export async function whileFetching<Result>(
  tools: readonly GoTool[],
  work: () => Promise<Result>,
): Promise<Result> {
  const fetching = new AbortController();
  const fetched = fetchModules(tools, fetching.signal);
  try {
    return await work();
  } finally {
    fetching.abort();
    await fetched;
  }
}

async function fetchModules(tools: readonly GoTool[], signal: AbortSignal): Promise<void> {
  for (const tool of tools) {
    if (signal.aborted) return;
    // Of all that go.mod names, `go list` fetches what the package needs.
    const args = ['list', '-deps', '-mod=readonly', ...tagFlags(tool.tags), tool.package];
    await go(args, { cwd: tool.folder, env: buildTarget(), signal }).catch(() => undefined);
  }
}

async function build(tool: GoTool, version: string, flags: readonly string[], output: string): Promise<void> {
  process.stderr.write(
    `building ${tool.name} ${version} once: ` +
      `about ${tool.expectedSeconds} s on 2 cores, less when Go has built it before\n`,
  );
  const started = performance.now();
  await go(['build', ...flags, ...withoutDebugData, '-o', output, tool.package], {
    cwd: tool.folder,
    env: buildTarget(),
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`built ${tool.name} ${version} in ${seconds} s\n`);
}

async function findOnPath(tool: GoTool, version: string): Promise<string | undefined> {
  if (tool.onPath === undefined) return undefined;
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    const candidate = join(folder, tool.onPath.command);
    if ((await isExecutable(candidate)) && (await says(candidate, tool.onPath.args, version)))
      return candidate;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function says(program: string, args: readonly string[], version: string): Promise<boolean> {
  const finished = await run(program, args, { timeout: 10_000 }).catch(() => undefined);
  return finished?.stdout.trim() === version;
}
