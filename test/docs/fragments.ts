import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Block, blocksIn, root } from './pages.ts';

/** A block of an environment, and the environment file that it becomes. */
export interface Fragment {
  readonly block: Block;
  readonly file: string;
}

/** The digest in README.md, which a reader cannot be asked to read, at its full length. */
const shortDigest = /(?<=sha256:)3f6a…/;
const fullDigest = 'a'.repeat(64);

/**
 * Every `ts` block, and every `yaml` block of an environment, as an environment file in a new folder. A fragment changes
 * the whole environment that its page shows in YAML, or production if there is none. `environment` stands for keys of
 * the file, `application` for keys of `applications.web`.
 */
export function writeFragments(): { readonly folder: string; readonly fragments: readonly Fragment[] } {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-fragments-'));
  const environments = join(folder, 'environments');
  mkdirSync(environments);
  cpSync(join(root, 'environments/production.ts'), join(environments, 'production.ts'));
  writeFileSync(
    join(environments, 'without-gateway.yaml'),
    'extends: ./production.ts\ncluster: { gatewayClass: null }\n',
  );
  for (const name of ['config', 'node_modules', 'package.json'])
    symlinkSync(join(root, name), join(folder, name));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['environments/*.ts'] }),
  );
  const ofEnvironments = blocksIn('ts', 'yaml').filter(
    ({ language, context }) => language === 'ts' || context === '' || context in wrappers,
  );
  const fragments = ofEnvironments.map(block => {
    const file = join(environments, nameOf(block));
    writeFileSync(file, fileOf(block));
    return { block, file };
  });
  return { folder, fragments };
}

const wrappers: Readonly<Record<string, Readonly<Record<string, (text: string) => string>>>> = {
  environment: { ts: text => text, yaml: text => text },
  application: {
    ts: text => `applications: { web: {\n${text}\n} },`,
    yaml: text => `applications:\n  web:\n${text.replace(/^/gm, '    ')}`,
  },
};

function fileOf(block: Block): string {
  const { language, context, text } = block;
  if (context === '') return text.replace(shortDigest, fullDigest);
  const wrapped = wrappers[context]?.[language]?.(text) ?? text;
  const base = baseOf(block);
  if (language === 'yaml') return `extends: ${base}\n${wrapped}\n`;
  return `import { environment } from '../config/define.ts';

export default environment({
extends: '${base}',
${wrapped}
});
`;
}

/** The file that a fragment extends. */
function baseOf({ place, text }: Block): string {
  const ofPage = (other: Block) => other.place.split(':')[0] === place.split(':')[0];
  const whole = blocksIn('yaml').find(other => other.context === '' && ofPage(other));
  if (whole) return `./${nameOf(whole)}`;
  // The two exclude each other.
  return text.includes('ingressClass:') ? './without-gateway.yaml' : './production.ts';
}

const nameOf = ({ place, language }: Block): string => `${place.replace(/[^a-z0-9]+/gi, '-')}.${language}`;

/** Whether all that `part` says stands in `whole`; `whole` may say more. */
export function holds(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  if (typeof whole !== 'object' || whole === null || Array.isArray(part) !== Array.isArray(whole))
    return false;
  return Object.entries(part).every(([key, value]) => holds((whole as Record<string, unknown>)[key], value));
}

/** Whether `part` stands in `whole` or anywhere below it. */
export function holdsSomewhere(whole: unknown, part: unknown): boolean {
  if (holds(whole, part)) return true;
  if (typeof whole !== 'object' || whole === null) return false;
  return Object.values(whole).some(value => holdsSomewhere(value, part));
}
