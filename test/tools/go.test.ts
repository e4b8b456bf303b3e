import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { go } from '../../tools/go.ts';
import { goModule } from '../../tools/go-module.ts';

test('a missing Go is named, with what needs it and what to install', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'slipway-path-'));
  await expect(go(['version'], { env: { PATH: empty } })).rejects.toThrow(
    'PATH: no go command found; schemas, imports and tools come from Go modules: ' +
      'install Go 1.26 or newer (https://go.dev/dl/)',
  );
  await rm(empty, { recursive: true });
});

test('a failing go command is reported in its own words', async () => {
  await expect(go(['mod', 'nonsense'])).rejects.toThrow(
    "go mod nonsense: exit code 2: go mod: unknown command\nRun 'go help mod' for usage.",
  );
});

test('a module that cannot be had is reported with what go says about it', async () => {
  await expect(goModule('nowhere', 'v1.0.0')).rejects.toThrow(
    'go mod download -json nowhere@v1.0.0: exit code 1: ' +
      'nowhere@v1.0.0: malformed module path "nowhere": missing dot in first path element',
  );
});
