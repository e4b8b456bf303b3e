import { sandboxCommand } from '../../cli/sandbox.ts';

/** The command alone, as a process that tests may start, watch and interrupt. */
await sandboxCommand().parseAsync(process.argv.slice(2), { from: 'user' });
