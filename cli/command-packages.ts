import { readFileSync } from 'node:fs';
import { createRequire as requireFrom } from 'node:module';
import { join } from 'node:path';

/** Packages that one command alone needs. They are optional peer dependencies: docs/dependencies.md. */
export const commandPackages = {
  simulate: ['csv-parse', 'd3-scale', 'd3-shape'],
  sandbox: ['selfsigned'],
} as const;

/**
 * Makes sure that the packages of a command are installed, before it loads what imports them.
 *
 * @param isInstalled whether a package is found from here. Default: as Node finds it.
 * @throws when some are not, with the command that installs them.
 */
export function requirePackages(
  command: keyof typeof commandPackages,
  isInstalled: (name: string) => boolean = isFound,
): void {
  const missing = commandPackages[command].filter(name => !isInstalled(name));
  if (missing.length === 0) return;
  const ranges = peerDependencies();
  const wanted = missing.map(name => `"${name}@${ranges[name]}"`).join(' ');
  throw new Error(
    `slipway ${command}: packages not installed: ${missing.join(', ')}; run npm install ${wanted}`,
  );
}

function isFound(name: string): boolean {
  try {
    requireFrom(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function peerDependencies(): Readonly<Record<string, string>> {
  const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8');
  return (JSON.parse(text) as { peerDependencies: Record<string, string> }).peerDependencies;
}
