import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../../../run.ts';

/** Git must not ask questions, nor read the configuration of the person who runs it. */
const identity = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Slipway',
  GIT_AUTHOR_EMAIL: 'slipway@example.com',
  GIT_COMMITTER_NAME: 'Slipway',
  GIT_COMMITTER_EMAIL: 'slipway@example.com',
};

/** What the work tree is set up with for a person, so that a change is one command. */
const configuration = {
  'user.name': identity.GIT_AUTHOR_NAME,
  'user.email': identity.GIT_AUTHOR_EMAIL,
  'alias.publish':
    '!git add --all && git commit --quiet --allow-empty --message Change && git push --quiet origin main',
};

/** The files of a tree, by path with forward slashes. */
export type Files = ReadonlyMap<string, string>;

/** A Git repository in a folder, to which trees are pushed as `slipway publish` and people do. */
export class LocalRepository {
  private constructor(
    private readonly bare: string,
    /** Its work tree: `git publish` in it commits and pushes what was changed there. */
    readonly checkout: string,
  ) {}

  /** Makes `<folder>/<name>.git` with an empty first commit on `main`. */
  static async create(folder: string, name: string): Promise<LocalRepository> {
    const repository = new LocalRepository(join(folder, `${name}.git`), join(folder, name));
    await mkdir(folder, { recursive: true });
    await git(folder, ['init', '--quiet', '--bare', '--initial-branch=main', repository.bare]);
    await git(folder, ['clone', '--quiet', repository.bare, repository.checkout]);
    await git(repository.checkout, ['checkout', '--quiet', '-B', 'main']);
    for (const [key, value] of Object.entries(configuration)) {
      await git(repository.checkout, ['config', key, value]);
    }
    await repository.commit('Begin');
    return repository;
  }

  get url(): string {
    return pathToFileURL(this.bare).href;
  }

  /** Makes the folder `path` hold these files and no others, pushes it, and returns the commit. */
  async push(files: Files, message: string, path = 'dist'): Promise<string> {
    const root = join(this.checkout, path);
    await rm(root, { recursive: true, force: true });
    await writeFiles(root, files);
    return this.commit(message);
  }

  private async commit(message: string): Promise<string> {
    await git(this.checkout, ['add', '--all']);
    await git(this.checkout, ['commit', '--quiet', '--allow-empty', '--message', message]);
    await git(this.checkout, ['push', '--quiet', 'origin', 'main']);
    return (await git(this.checkout, ['rev-parse', 'HEAD'])).trim();
  }
}

/** Writes files below a folder, and makes the folders that they need. */
export async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [name, text] of files) {
    const file = join(root, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run('git', args, {
    cwd: folder,
    env: { ...process.env, ...identity },
  });
  if (code !== 0) throw new Error(`git ${args.join(' ')}: exit code ${code}: ${stderr.trim()}`);
  return stdout;
}
