import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWithSources } from '../../../config/load.ts';
import type { Loaded } from '../../../config/loaded.ts';
import { BadInput, type Problem } from '../../../config/problem.ts';
import { parameterProblems } from '../../../output/environments/parameter-problems.ts';
import { type Synthesis, synthesize } from '../../../output/synthesize.ts';
import { withFileInError } from '../../../output/unbuildable.ts';
import { synthesizeTree } from '../../../output/write-tree.ts';
import { environmentFile } from '../output-folder.ts';
import type { EnvironmentFile } from './files.ts';

/** The result for one file: what is wrong with its refusal, or what was built from it. */
export interface Outcome {
  readonly faults: readonly string[];
  readonly synthesis?: Synthesis;
}

/** Tries files in the current folder, next to a tree that none of them may touch. */
export class Trial {
  private readonly before: string;

  private constructor() {
    this.before = snapshot('dist');
  }

  static async begin(): Promise<Trial> {
    writeFileSync('good.yaml', environmentFile('good'));
    await synthesizeTree('dist', { files: ['good.yaml'] });
    return new Trial();
  }

  async of([file, text]: EnvironmentFile): Promise<Outcome> {
    writeFileSync(file, text);
    try {
      const loaded = await loadWithSources([file], parameterProblems);
      return built(loaded, file);
    } catch (error) {
      if (!(error instanceof BadInput)) return { faults: [`threw ${described(error)}`] };
      const synthFault = await synthesizeTree('dist', { files: [file] }).then(
        () => 'was written',
        (other: Error) => (other.message === error.message ? undefined : `reported ${other.message}`),
      );
      const faults = error.problems.slice(0, 200).flatMap(problem => faultsOf(problem, file, text));
      if (synthFault !== undefined) faults.push(`a synth ${synthFault}`);
      if (snapshot('dist') !== this.before) faults.push('the tree was touched');
      return { faults };
    }
  }
}

function built(loaded: readonly Loaded[], file: string): Outcome {
  const [first] = loaded;
  if (first === undefined) return { faults: ['nothing was loaded'] };
  try {
    const synthesis = withFileInError({ [first.environment.name]: file }, () =>
      synthesize([first.environment]),
    );
    synthesis.files();
    return { faults: [], synthesis };
  } catch (error) {
    return { faults: [`was accepted, and then threw ${described(error)}`] };
  }
}

function described(error: unknown): string {
  const cause = (error as Error).cause ?? error;
  return (cause as Error).stack ?? String(cause);
}

/** Every refusal is one line that says where, and what was found or is allowed. */
function faultsOf(problem: Problem, file: string, text: string): string[] {
  const printed = JSON.stringify(problem).slice(0, 600);
  const { message, path, line } = problem;
  const wrong = [
    [problem.file !== file, 'of another file'],
    [path === undefined && line === undefined && !ofWholeFile.test(message), 'without a place'],
    [path !== undefined && line === undefined && hasLine(path, text), 'without a line'],
    [
      !/found|is missing|is unknown|remove|expected|is not YAML|is not JSON|; \w/.test(message),
      'without words',
    ],
    [
      /\n|\bat .*:\d+:\d+|\[object |undefined|NaN is/.test(
        message.replaceAll(/"(?:[^"\\]|\\.)*(?:"|$)/g, ''),
      ),
      'in no words',
    ],
    [message.endsWith('.'), 'with a full stop'],
    [message.length > 2000, 'that is too long'],
  ] as const;
  return wrong.flatMap(([is, what]) => (is ? [`a problem ${what}: ${printed}`] : []));
}

/** What is wrong with a file as a whole has no line. */
const ofWholeFile =
  /^(is empty|is not an environment|is not UTF-8|has \d+ bytes|has more than|has too many levels)/;

/** A key in the file has a line. A missing key has the line of the key above it, if that is in the file. */
function hasLine(path: string, text: string): boolean {
  const [top = ''] = /^[-\w]+/.exec(path) ?? [];
  return top !== '' && new RegExp(`^\\ufeff?(?: {2}(?="))?["']?${top}["']?\\s*:`, 'm').test(text);
}

function snapshot(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => `${name} ${statSync(join(folder, name)).mtimeMs}`)
    .sort()
    .join('\n');
}
