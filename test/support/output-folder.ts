import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small environment as YAML. `more` is appended. */
export function environmentFile(name: string, more = ''): string {
  return `name: ${name}
cluster: { storageClass: encrypted }
applications:
  web:
    image: registry.example.com/web:1.0.0@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a
    resources: { requests: { cpu: 100m, memory: 64Mi } }
${more}`;
}

/** Makes Argo CD sync the environment. */
export const synced = 'gitops: { repository: "https://git.example.com/platform.git" }\n';

/** Gives the environment a database with backups. */
export function backedUp(destination: string): string {
  return `database: { storage: 1Gi, backup: { destination: "${destination}", schedule: "0 0 2 * * *", retention: 7d } }\n`;
}

/** The text of every file below a folder, the record too, by path. */
export function filesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()
      .map(path => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

/** The files of one environment: those in its folder, and its AppProject. */
export function filesOf(
  environment: string,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const project = `argocd/appproject-${environment}.yaml`;
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => path.startsWith(`${environment}/`) || path === project),
  );
}
