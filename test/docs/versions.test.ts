import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesMinors } from '../../config/kubernetes.ts';
import { root } from './pages.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('README.md names the Node that package.json asks for', () => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(readme).toContain(`needs Node ${engines.node.replace('>=', '')} or newer`);
});

test('README.md names the Go that the modules of tools/ ask for', () => {
  const modules = readdirSync(join(root, 'tools'), { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('go.mod'),
  );
  const minors = modules.map(
    file => /^go (\d+\.\d+)/m.exec(readFileSync(join(root, 'tools', file), 'utf8'))?.[1],
  );
  const newest = Math.max(...minors.map(minor => Number(minor?.split('.')[1])));
  expect(readme).toContain(`needs Go 1.${newest}.`);
});

test('README.md names the Kubernetes minors that manifests are validated on', () => {
  const [oldest, next, ...others] = kubernetesMinors;
  expect(readme).toContain(`on Kubernetes ${oldest} and ${next} to ${others.at(-1)} |`);
});
