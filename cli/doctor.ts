import { Command } from 'commander';

interface DoctorOptions {
  readonly environment?: readonly string[];
  readonly json?: boolean;
}

const help = `
Slipway does not open images. It lists what each one must do because its environment says nothing else, and what to
write where an image does otherwise. docs/image-contract.md has a chapter for each name in the first column.

Examples:
  $ slipway doctor
  $ slipway doctor --environment environments/staging.ts --json

Exit codes: 0 listed, 2 usage or bad input.`;

/** `slipway doctor`: the defaults that an environment relies on. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('list what the images of an environment must do, since it does not say otherwise')
    .option('-e, --environment <file...>', 'environment files (default: all in environments/)')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', help)
    .action(doctor);
}

async function doctor({ environment, json }: DoctorOptions): Promise<void> {
  const [
    { environmentFiles, environmentsFolder },
    { loadWithSources },
    { reliancesOf },
    { reliancesAsText },
  ] = await Promise.all([
    import('../config/files.ts'),
    import('../config/load.ts'),
    import('../config/contract/contract.ts'),
    import('./doctor-lines.ts'),
  ]);
  const loaded = await loadWithSources(environment ?? (await environmentFiles(environmentsFolder)));
  const found = loaded.map(each => [each.environment.name, reliancesOf(each)] as const);
  const asJson = () => `${JSON.stringify(Object.fromEntries(found), null, 2)}\n`;
  process.stdout.write(json ? asJson() : reliancesAsText(found));
}
