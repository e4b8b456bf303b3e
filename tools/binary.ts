import { constants, existsSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { cached, contentKey, entryFolder } from './cache.ts';
import { go } from './go.ts';
import { type GoTool, type GoToolName, goTools } from './go-tools.ts';
import { run } from './run.ts';

const running = new Map<string, Promise<string>>();

/**
 * The absolute path of a pinned Go tool: from the cache, else from PATH if the version is the pinned one,
 * else built into the cache, which needs Go and is announced on standard error.
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
  const file = join(tool.folder, 'go.mod');
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const [path, version] = line
      .replace(/^require\s/, '')
      .trim()
      .split(/\s+/);
    if (path === tool.module && version !== undefined) return version;
  }
  throw new Error(`${file}: no require line of ${tool.module}; add it with the version of ${tool.name}`);
}

async function find(tool: GoTool): Promise<string> {
  const version = await pinnedVersion(tool);
  const flags = buildFlags(tool, version);
  const pins = await Promise.all(['go.mod', 'go.sum'].map(name => readFile(join(tool.folder, name), 'utf8')));
  const target = buildTarget();
  const key = contentKey(...pins, tool.package, ...flags, target.GOOS, target.GOARCH);
  const built = join(entryFolder(tool.name, key), tool.name);
  if (existsSync(built)) return built;
  const onPath = await findOnPath(tool, version);
  if (onPath !== undefined) return onPath;
  await cached(tool.name, key, folder => build(tool, version, flags, join(folder, tool.name)));
  return built;
}

function buildFlags(tool: GoTool, version: string): string[] {
  const variables = Object.entries(tool.versionVariables?.(version) ?? {});
  const linker = ['-s', '-w', ...variables.map(([name, value]) => `-X ${name}=${value}`)];
  return ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', linker.join(' ')];
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

async function build(tool: GoTool, version: string, flags: readonly string[], output: string): Promise<void> {
  process.stderr.write(
    `building ${tool.name} ${version} once: ` +
      `about ${tool.expectedSeconds} s on 2 cores, less when Go has built it before\n`,
  );
  const started = performance.now();
  await go(['build', ...flags, '-o', output, tool.package], {
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
