import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MadeTemplates, madeTemplates } from '../../../output/helm/made-templates.ts';

let project: string;
let times: number;

const templates: MadeTemplates = {
  files: new Map([['templates/app/service.yaml', 'kind: Service\n']]),
  reads: new Map([['applications', new Map([['*', 'whole']])]]),
};

function make(): MadeTemplates {
  times += 1;
  return templates;
}

function cacheFolder(): string {
  return join(project, 'node_modules/.cache/slipway');
}

beforeEach(() => {
  times = 0;
  project = mkdtempSync(join(tmpdir(), 'slipway-templates-'));
  for (const folder of ['charts', 'config', 'imports', 'output', 'rules']) mkdirSync(join(project, folder));
  writeFileSync(join(project, 'package-lock.json'), '{}');
  writeFileSync(join(project, 'charts/pod.ts'), 'export const pod = 1;\n');
});
afterEach(() => rmSync(project, { recursive: true }));

test('templates are made once for the same sources, and read back as they were', () => {
  madeTemplates(project, make);
  expect(madeTemplates(project, make)).toEqual(templates);
  expect(times).toBe(1);
});

test.each([
  ['a source', 'charts/pod.ts'],
  ['a new source', 'config/new.ts'],
  ['the packages', 'package-lock.json'],
])('%s with another content has templates made anew', (_, file) => {
  madeTemplates(project, make);
  writeFileSync(join(project, file), 'export const pod = 2;\n');
  madeTemplates(project, make);
  expect(times).toBe(2);
});

test('a file that is not a source changes nothing', () => {
  madeTemplates(project, make);
  writeFileSync(join(project, 'charts/README.md'), 'Charts\n');
  madeTemplates(project, make);
  expect(times).toBe(1);
});

test('a kept file that is cut off is made again', () => {
  madeTemplates(project, make);
  const [kept = ''] = readdirSync(cacheFolder());
  writeFileSync(join(cacheFolder(), kept), '{"files":');
  expect(madeTemplates(project, make)).toEqual(templates);
  expect(times).toBe(2);
});

test('where nothing can be written, templates are made each time', () => {
  writeFileSync(join(project, 'node_modules'), 'a file');
  expect(madeTemplates(project, make)).toEqual(templates);
  madeTemplates(project, make);
  expect(times).toBe(2);
});

test('without a list of packages nothing is kept', () => {
  rmSync(join(project, 'package-lock.json'));
  madeTemplates(project, make);
  madeTemplates(project, make);
  expect(times).toBe(2);
});
