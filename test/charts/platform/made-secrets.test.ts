import { madeSecrets } from '../../../charts/platform/secret-uses.ts';
import { renderEnvironment } from '../../../output/render.ts';
import { ObjectIndex } from '../../../rules/model/object-index.ts';
import { environmentWith } from '../../support/environment.ts';
import { fullEnvironments } from '../../support/full-environments.ts';

test.each(fullEnvironments)('no store fills a Secret that the objects of $name make', base => {
  const environment = environmentWith({
    ...base,
    cluster: { ...base.cluster, secretStore: undefined, secretPrefix: undefined },
  });
  const { objects } = renderEnvironment(environment);
  const made = [...new ObjectIndex(objects).secrets.keys()].map(source => source.split('/')[1]);
  expect(made.length).toBeGreaterThan(1);
  expect(madeSecrets(environment)).toEqual(expect.arrayContaining(made));
});
