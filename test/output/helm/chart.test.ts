import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentFiles } from '../../../config/files.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { helmChart } from '../../../output/helm/chart.ts';
import { chart, helms, succeed, templates } from './chart.ts';

test('dist holds the chart that slipway helm writes', async () => {
  const files = helmChart(await loadEnvironments(await environmentFiles('environments')));
  const written = [...files.keys()].map(path => [path, readFileSync(join(chart, path), 'utf8')]);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(files));
});

test.each(helms)('%s lint --strict finds nothing wrong', async helm => {
  const { stdout } = await succeed(helm, ['lint', '--strict', chart]);
  expect(stdout).toContain('0 chart(s) failed');
});

test.each(helms)('%s package takes the chart', async helm => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-helm-'));
  await succeed(helm, ['package', chart, '--destination', folder]);
  expect(await readdir(folder)).toEqual(['slipway-0.1.0.tgz']);
  await rm(folder, { recursive: true });
});

const lines = [...templates].flatMap(([file, text]) => {
  return text.split('\n').map((line, index) => ({ where: `${file}:${index + 1}`, line }));
});

test('no line of a template is longer than 160 characters', () => {
  expect(lines.filter(({ line }) => line.length > 160).map(({ where }) => where)).toEqual([]);
});

test('no line of a template ends in blanks or is indented with a tab', () => {
  expect(lines.filter(({ line }) => /[ \t]$|^\t/.test(line)).map(({ where }) => where)).toEqual([]);
});

test('no marker of the generator is left in a template', () => {
  expect(lines.filter(({ line }) => /zq\d+qz|\b710\d{6}\b/.test(line)).map(({ where }) => where)).toEqual([]);
});

test('the image of a Rollout is found by its name', () => {
  const rollout = templates.get('templates/application/rollout.yaml') ?? '';
  expect(rollout.match(/image: .*/g)).toEqual(['image: "{{ $app.image }}"']);
});
