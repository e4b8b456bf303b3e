import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoTool } from '../../tools/go-tools.ts';

const folder = join(import.meta.dirname, '..', '..', 'tools', 'oracle');

/** The hash of the program's own files: together with its pins they decide what is built. */
function sources(): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder).filter(file => file.endsWith('.go'));
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

/** The HPA controller of Kubernetes in a program that answers traces. */
export const oracleTool: GoTool = {
  name: 'hpa-oracle',
  folder,
  module: 'k8s.io/kubernetes',
  package: '.',
  versionVariables: () => ({ 'main.sources': sources() }),
  expectedSeconds: 80,
};
