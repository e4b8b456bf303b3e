import { objectName } from '../../config/units/names.ts';
import { validate } from '../../config/validate.ts';
import { renderEnvironment } from '../../output/render.ts';
import { environmentWith } from '../support/environment.ts';
import { fullEnvironments } from '../support/full-environments.ts';

/** Objects by kind: `Service web`. */
function identities(input: Parameters<typeof environmentWith>[0]): string[] {
  return renderEnvironment(environmentWith(input)).objects.map(
    ({ manifest: { kind, metadata } }) => `${kind} ${metadata.name}`,
  );
}

const owned = new Set(
  fullEnvironments.flatMap(({ applications: _, ...rest }) => identities({ ...rest, applications: {} })),
);

/** Kinds of objects that have the name of their application. */
const kinds = new Set(
  fullEnvironments
    .flatMap(identities)
    .filter(identity => /^\w+ (web|worker)(-preview)?$/.test(identity))
    .map(identity => identity.split(' ')[0]),
);

test('an application cannot have the name of an object of the same kind in the environment', () => {
  const names = [...owned]
    .filter(identity => kinds.has(identity.split(' ')[0]))
    .map(identity => identity.split(' ')[1] ?? '')
    .filter(name => objectName.safeParse(name).success);
  expect(names.length).toBeGreaterThan(5);
  const application = {
    image: 'registry.example.com/web:1',
    resources: { requests: { cpu: '1m', memory: '1Mi' } },
  };
  const free = names.filter(name => {
    const { faults } = validate({
      name: 'production',
      cluster: { storageClass: 'ssd' },
      applications: { [name]: application },
    });
    return !faults.some(({ path }) => path.join('.') === `applications.${name}`);
  });
  expect(free).toEqual([]);
});
