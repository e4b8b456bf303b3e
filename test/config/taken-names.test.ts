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

/** An environment without applications and without what names them, or is named by its user. */
function withoutNamed(full: (typeof fullEnvironments)[number]): Parameters<typeof environmentWith>[0] {
  const named = ['caches', 'databases', 'objects', 'patches'];
  const rest = Object.fromEntries(Object.entries(full).filter(([key]) => !named.includes(key)));
  const { users: _, ...cache } =
    full.cache && 'users' in full.cache ? full.cache : { ...full.cache, users: {} };
  return { ...rest, ...(full.cache && { cache }), applications: {} } as Parameters<typeof environmentWith>[0];
}

const owned = new Set(fullEnvironments.flatMap(full => identities(withoutNamed(full))));

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
