import { inFolderWith } from '../support/temporary-folder.ts';
import { type Outcome, runCommands, small } from './commands.ts';

async function doctor(files: Readonly<Record<string, string>>, ...options: string[][]): Promise<Outcome[]> {
  return inFolderWith(files, async folder =>
    runCommands(options.map(argv => ({ folder, argv: ['doctor', ...argv] }))),
  );
}

const other = `${small.replace('name: small', 'name: other')}    port: 3000\n`;

test('the doctor lists what each image must do, as a table and as JSON, and ends with 0', async () => {
  const files = { 'environments/small.yaml': small, 'environments/other.yaml': other };
  const [text, json, named] = await doctor(files, [], ['--json'], ['-e', 'environments/other.yaml']);
  expect(text).toMatchObject({ code: 0, stderr: '' });
  const lines = text?.stdout.split('\n') ?? [];
  expect(lines[0]).toMatch(/^other, web {2,}its image must {2,}unless you write$/);
  expect(lines[1]).toMatch(
    /^User and rights {2,}run as a number above 0, such as USER 1000 {2,}securityContext\.runAsUser$/,
  );
  expect(lines[2]).toMatch(/^ +need no capability/);
  expect(lines.filter(line => / listen on port 8080 +port or kind: worker$/.test(line))).toHaveLength(1);
  expect(lines.at(-2)).toBe('docs/image-contract.md has a chapter for each name in the first column.');
  expect(JSON.parse(json?.stdout ?? '')).toMatchObject({
    other: { web: expect.any(Array) },
    small: {
      web: expect.arrayContaining([
        { section: 'Port and health', must: 'listen on port 8080', write: 'port or kind: worker' },
      ]),
    },
  });
  expect(named?.stdout).not.toContain('small, web');
});

test('the doctor says so if there is nothing to list', async () => {
  const files = { 'environments/empty.yaml': 'name: empty\ncluster: { storageClass: ssd }\n' };
  const [text, json] = await doctor(files, [], ['--json']);
  expect(text).toEqual({ code: 0, stderr: '', stdout: 'No application relies on a default of slipway.\n' });
  expect(JSON.parse(json?.stdout ?? '')).toEqual({ empty: {} });
});

test('the doctor refuses an environment with faults, as synth does', async () => {
  const [outcome] = await doctor({ 'environments/small.yaml': `${small}    prot: 3000\n` }, []);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome?.stderr).toContain('applications.web.prot: is unknown; did you mean "port"?');
});
