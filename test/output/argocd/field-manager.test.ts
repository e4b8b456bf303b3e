import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapCommand, bootstrapPage } from '../../../output/argocd/bootstrap.ts';
import { shareOf } from '../../../output/argocd/share.ts';
import { environmentWith } from '../../support/environment.ts';

const root = join(import.meta.dirname, '..', '..', '..');

function share(name: string, repository: string, path = 'dist') {
  const gitops = { repository, revision: 'main', path, destination: 'https://kubernetes.default.svc' };
  return shareOf(environmentWith({ name, gitops }), gitops);
}

test.each([
  ['https://git.example.com/platform.git', 'slipway:git.example.com/platform/dist'],
  ['ssh://git@git.example.com:2222/platform.git', 'slipway:git.example.com:2222/platform/dist'],
  ['git@git.example.com:team/platform.git', 'slipway:git.example.com:team/platform/dist'],
  ['https://git.example.com/a;b&c', 'slipway:git.example.com/a-b-c/dist'],
])('the apply of a folder of %s has its own field manager', (repository, manager) => {
  expect(bootstrapCommand('dist', [share('production', repository)])).toBe(
    `kubectl apply --server-side --field-manager=${manager} -f dist/argocd/`,
  );
});

test('a field manager is not longer than the API server accepts', () => {
  const command = bootstrapCommand('dist', [share('production', `https://example.com/${'x'.repeat(300)}`)]);
  expect(/--field-manager=(\S+)/.exec(command)?.[1]).toHaveLength(128);
});

test('the command does not depend on the order of environments', () => {
  const [a, b] = [share('a', 'https://git.example.com/a.git'), share('b', 'https://git.example.com/b.git')];
  expect(bootstrapCommand('dist', [b, a])).toBe(bootstrapCommand('dist', [a, b]));
});

test('the page says what a conflict means', () => {
  const page = bootstrapPage([share('production', 'https://git.example.com/platform.git')]);
  expect(page).toContain(
    'A conflict with another `slipway:…` means that this Argo CD has the ApplicationSet',
  );
});

function commandsOf(page: string): string[] {
  return page.split('\n').filter(line => line.startsWith('kubectl '));
}

test('the page makes the namespace of every environment before it applies the folder', () => {
  const repository = 'https://git.example.com/platform.git';
  expect(commandsOf(bootstrapPage([share('staging', repository), share('production', repository)]))).toEqual([
    'kubectl apply --server-side -f dist/production/platform/namespace-production.yaml',
    'kubectl apply --server-side -f dist/staging/platform/namespace-staging.yaml',
    'kubectl apply --server-side --field-manager=slipway:git.example.com/platform/dist -f dist/argocd/',
  ]);
});

test('every file that the page names is in the tree', () => {
  const commands = commandsOf(readFileSync(join(root, 'dist/argocd/README.md'), 'utf8'));
  const paths = commands.map(command => command.split(' ').at(-1) ?? '');
  expect(paths.length).toBeGreaterThan(1);
  expect(paths.filter(path => !existsSync(join(root, path)))).toEqual([]);
});
