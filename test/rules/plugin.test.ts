import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../cli/commands.ts';

let project: string;

/** A cdk8s app that is not ours: one Deployment that takes a Secret, one Service. */
const app = `
const { App, Chart, ApiObject } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'chart', { disableResourceNameHashes: true });
const secretKeyRef = { name: 'smtp', key: 'password' };
const container = { name: 'web', image: 'web:1', env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef } }] };
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } };
const selector = { matchLabels: { app: 'web' } };
new ApiObject(chart, 'web', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { selector, template } });
new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'front' }, spec: { selector: { app: process.env.SELECTED }, ports: [{ port: 80 }] } });
app.synth();
`;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'slipway-plugin-'));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  writeFileSync(join(project, 'app.cjs'), app);
});
afterAll(() => rmSync(project, { recursive: true }));

function synth(selected: string, properties: string) {
  const validation = `{ package: ${root}/rules/plugin.cjs, class: SlipwayValidation, version: 0.1.0${properties} }`;
  writeFileSync(join(project, 'cdk8s.yaml'), `app: node app.cjs\nvalidations: [${validation}]\n`);
  const cdk8s = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  return spawnSync(process.execPath, [cdk8s, 'synth', '--check-upgrade=false'], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, SELECTED: selected },
  });
}

test('the manifests of any cdk8s app are checked, and every violation is reported', () => {
  const { status, stdout, stderr } = synth('wbe', '');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'Validation failed. See above reports for details\n',
  });
  expect(stdout).toContain('service-pods');
  expect(stdout).toContain('> Service front: selector app=wbe matches no pod');
  expect(stdout).toContain(
    'How to fix: allowed: app with web; change spec.selector, or the labels of the pod template',
  );
  expect(stdout).toContain('Manifest Path: dist/chart.k8s.yaml');
  expect(stdout).toContain('Construct Path: chart/service');
  expect(stdout).toContain(
    '> Deployment web: env PASSWORD of container web takes Secret smtp, which nothing makes',
  );
});

test('an app without faults passes, with the Secrets that others own named', () => {
  const { status, stdout } = synth('web', ', properties: { expectedSecrets: [smtp] }');
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('success') });
});
