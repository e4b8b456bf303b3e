import { Command } from 'commander';
import { doctorCommand } from './doctor.ts';
import { exitWith } from './exit.ts';
import { helmCommand } from './helm.ts';
import { sandboxCommand } from './sandbox.ts';
import { simulateCommand } from './simulate.ts';
import { synthCommand } from './synth.ts';
import { validateCommand } from './validate.ts';

const help = `
Examples:
  $ slipway synth                                        every file in environments/ to dist/
  $ slipway synth --environment staging.yaml --format yaml | kubectl apply -f -
  $ slipway doctor                                       what your images must do, since nothing says otherwise
  $ slipway validate                                     dist/ against every supported Kubernetes minor

Exit codes: 0 fine, 1 findings, 2 usage or bad input.`;

/**
 * Runs one command line, without the program's name, and returns its exit code.
 *
 * Messages about faults go to standard error, all other text to standard output.
 */
export async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('slipway')
    .description(
      'turn one typed description of a production system into the Kubernetes manifests that run it',
    )
    .addHelpText('after', help)
    .option('--debug', 'print the stack trace of a failure')
    .exitOverride();
  for (const command of [
    synthCommand(),
    validateCommand(),
    helmCommand(),
    doctorCommand(),
    sandboxCommand(),
    simulateCommand(),
  ]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  const failureOutput = { json: argv.includes('--json'), debug: argv.includes('--debug') };
  return exitWith(async () => {
    process.exitCode = undefined;
    await program.parseAsync(argv, { from: 'user' });
    const code = Number(process.exitCode ?? 0);
    process.exitCode = undefined;
    return code;
  }, failureOutput);
}
