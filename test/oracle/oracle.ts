import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { binary } from '../../tools/binary.ts';
import { oracleTool } from './tool.ts';
import type { Answer, Trace } from './trace.ts';

/** The HPA controller of Kubernetes, in its own process, which answers traces. */
export class Oracle {
  private readonly lines: AsyncIterator<string>;
  private errors = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })[
      Symbol.asyncIterator
    ]();
    child.stderr.on('data', chunk => {
      this.errors += chunk;
    });
  }

  static async start(): Promise<Oracle> {
    return new Oracle(spawn(await binary(oracleTool), [], { stdio: 'pipe' }));
  }

  /** The real answers to at most 50 traces, which are played side by side. */
  async answers(traces: readonly Trace[]): Promise<Answer[][]> {
    // Nothing is read while a line is written: the program reads all of a batch before it answers.
    for (const trace of traces) await this.write(`${JSON.stringify(trace)}\n`);
    await this.write('\n');
    const answers: Answer[][] = [];
    for (const trace of traces) {
      const { value, done } = await this.lines.next();
      if (done) throw new Error(`the oracle ended at ${trace.name}: ${this.errors}`);
      const timeline = JSON.parse(value) as { name: string; syncs: Answer[] };
      answers.push(timeline.syncs.map(withoutSelector));
    }
    return answers;
  }

  async end(): Promise<void> {
    this.child.stdin.end();
    if (this.child.exitCode === null) await once(this.child, 'exit');
  }

  private async write(text: string): Promise<void> {
    if (!this.child.stdin.write(text)) await once(this.child.stdin, 'drain');
  }
}

/** The controller prints the selector of an external metric behind its name; the model has none. */
function withoutSelector(answer: Answer): Answer {
  const strip = (text: string): string => text.replace(/^(external metric [^(]*)\([^)]*\)/, '$1');
  return { ...answer, metric: strip(answer.metric), reason: strip(answer.reason) };
}
