import { bootstrapCommand, bootstrapPage } from '../../../charts/gitops/bootstrap.ts';
import { shareOf } from '../../../charts/gitops/share.ts';
import { environmentWith } from '../../support/environment.ts';

function share(name: string, repository: string, path = 'dist') {
  const gitops = { repository, revision: 'main', path, destination: 'https://kubernetes.default.svc' };
  return shareOf(environmentWith({ name, gitops }), gitops);
}

test.each([
  ['https://git.example.com/platform.git', 'slipway:git.example.com/platform/dist'],
  ['ssh://git@git.example.com:2222/platform.git', 'slipway:git.example.com:2222/platform/dist'],
  ['git@git.example.com:team/platform.git', 'slipway:git.example.com:team/platform/dist'],
  ['https://git.example.com/a;b&c', 'slipway:git.example.com/a-b-c/dist'],
])('the apply of a folder of %s has a field manager of its own', (repository, manager) => {
  expect(bootstrapCommand('dist', [share('production', repository)])).toBe(
    `kubectl apply --server-side --field-manager=${manager} -f dist/argocd/`,
  );
});

test('a field manager is no longer than the API server takes', () => {
  const command = bootstrapCommand('dist', [share('production', `https://example.com/${'x'.repeat(300)}`)]);
  expect(/--field-manager=(\S+)/.exec(command)?.[1]).toHaveLength(128);
});

test('two environments of one repository give the same command, whatever came first', () => {
  const [a, b] = [share('a', 'https://git.example.com/a.git'), share('b', 'https://git.example.com/b.git')];
  expect(bootstrapCommand('dist', [b, a])).toBe(bootstrapCommand('dist', [a, b]));
});

test('the page says what a conflict means', () => {
  const page = bootstrapPage([share('production', 'https://git.example.com/platform.git')]);
  expect(page).toContain(
    'A conflict with another `slipway:…` means that this Argo CD has the ApplicationSet',
  );
});
