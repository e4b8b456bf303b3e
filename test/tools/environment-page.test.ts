import { application } from '../../config/application/application.ts';
import { describedIn } from '../../config/described.ts';
import { environmentFields } from '../../config/fields.ts';
import { fieldsSchema } from '../../config/json-schema.ts';
import { environmentPage } from '../../tools/environment-docs/page.ts';
import { partsOf } from '../../tools/environment-docs/shown.ts';
import { topics } from '../../tools/environment-docs/topics.ts';

const page = environmentPage(fieldsSchema());
const linesOf = (text: string): string[] => text.trimEnd().split('\n');

test.each([
  ['file', Object.keys(environmentFields.shape)],
  ['application', Object.keys(application.shape)],
] as const)('each key of %s has its place in one topic', (of, keys) => {
  const placed = topics.filter(topic => topic.of === of).flatMap(topic => topic.keys);
  expect({
    'add to `keys` of a topic in tools/environment-docs/topics/': keys.filter(key => !placed.includes(key)),
    'remove from a topic in tools/environment-docs/topics/: there is no such key': placed.filter(
      key => !keys.includes(key),
    ),
    'remove from all but one topic': placed.filter((key, place) => placed.indexOf(key) !== place),
  }).toEqual({
    'add to `keys` of a topic in tools/environment-docs/topics/': [],
    'remove from a topic in tools/environment-docs/topics/: there is no such key': [],
    'remove from all but one topic': [],
  });
});

test('the first screen has a whole environment and leads to every topic in 50 lines', () => {
  const screen = page.slice(0, page.indexOf('\n## '));
  expect(linesOf(screen).length).toBeLessThanOrEqual(50);
  for (const { title } of topics) expect(screen).toContain(`| [${title}](#`);
});

test.each(topics.map(topic => [topic.title, topic] as const))(
  'topic %s shows a part of what its example makes, short enough to read',
  (_, topic) => {
    const parts = partsOf(topic);
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      expect(part).not.toBe('{}\n');
      expect(linesOf(part).length).toBeLessThanOrEqual(50);
    }
  },
);

test('an example that is refused, and an object or a part that is not there, are named', () => {
  const shown = { kind: 'Rollout', name: 'web', at: 'spec', keys: ['strategy'] };
  const topic = { title: 'Ports', example: { application: 'port: 3000' }, shown: [shown] };
  expect(() => partsOf({ ...topic, example: { application: 'prot: 1' } })).toThrow(
    'topic Ports: the example is refused: applications.web.prot: is unknown; did you mean "port"?',
  );
  expect(() => partsOf({ ...topic, shown: [{ ...shown, name: 'wbe' }] })).toThrow(
    'topic Ports: found no Rollout wbe, expected one of web',
  );
  expect(() => partsOf({ ...topic, shown: [{ ...shown, keys: ['strtegy'] }] })).toThrow(
    'topic Ports: Rollout web has no strtegy in spec; change shown or the example',
  );
});

test('every key of every object is in a table', () => {
  const rows = new Set([...page.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, key]) => key));
  const keys = describedIn(fieldsSchema()).flatMap(([path]) => path.filter(key => key !== '*'));
  expect(keys.length).toBeGreaterThan(300);
  expect([...new Set(keys)].filter(key => !rows.has(key))).toEqual([]);
});
