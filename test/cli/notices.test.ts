import { inFolderWith } from '../support/temporary-folder.ts';
import { runCommands, small } from './commands.ts';

const path = 'cache.replicas';
const message =
  'found 2: a primary that is cut off still accepts writes; all writes until 10 s after its return are lost; with 3 it refuses them';

test('synth says what an environment gives up: as text, as JSON, and next to a stream', async () => {
  const files = { 'environments/small.yaml': `${small}cache: { replicas: 2 }\n` };
  const [text, json, stream] = await inFolderWith(files, async folder =>
    runCommands(
      [['synth'], ['synth', '--output', 'for-json', '--json'], ['synth', '--format', 'json']].map(argv => ({
        folder,
        argv,
      })),
    ),
  );
  expect(text?.stdout).toContain(`\nsmall: ${path}: ${message}\n`);
  expect(JSON.parse(json?.stdout ?? '').notices).toEqual({ small: [{ path, message }] });
  expect(stream?.stderr).toBe(`small: ${path}: ${message}\n`);
  expect(() => JSON.parse(stream?.stdout ?? '')).not.toThrow();
});

test('synth prints no notice if an environment gives nothing up', async () => {
  const [text, json] = await inFolderWith({ 'environments/small.yaml': small }, async folder =>
    runCommands([['synth'], ['synth', '--output', 'for-json', '--json']].map(argv => ({ folder, argv }))),
  );
  expect(text?.stdout).not.toContain('found');
  expect(JSON.parse(json?.stdout ?? '').notices).toEqual({ small: [] });
});

test('a notice that several environments share is one line', async () => {
  const files = Object.fromEntries(
    ['small', 'other'].map(name => [
      `environments/${name}.yaml`,
      `${small.replace('name: small', `name: ${name}`)}cache: { replicas: 2 }\n`,
    ]),
  );
  const [text] = await inFolderWith(files, async folder => runCommands([{ folder, argv: ['synth'] }]));
  expect(text?.stdout).toContain(`\nother, small: ${path}: ${message}\n`);
});
