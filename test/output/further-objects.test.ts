import { synthesize } from '../../output/synthesize.ts';
import { withFileInError } from '../../output/unbuildable.ts';
import { environmentWith } from '../support/environment.ts';

const service = (apiVersion: string, name: string) => ({ apiVersion, kind: 'Service', metadata: { name } });

function refusalOf(manifests: ReturnType<typeof service>[]): string {
  const environment = environmentWith({ objects: { extra: { manifests } } });
  try {
    withFileInError({ production: 'production.yaml' }, () => synthesize([environment]));
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

test('a further object with the name of one of ours is refused, by its key', () => {
  expect(refusalOf([service('v1', 'other'), service('v1', 'web')])).toBe(
    'production.yaml: objects.extra.manifests[1]: found Service web, which production/application/web/services/web makes, expected an object that no other key makes; rename it, or change the other one in patches',
  );
});

test('a kind of the same name in another group is another object', () => {
  expect(refusalOf([service('serving.knative.dev/v1', 'web')])).toBe('nothing was refused');
});
