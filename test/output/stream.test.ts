import { toStream } from '../../output/stream.ts';
import { object } from '../rules/support.ts';

const objects = [object('v1', 'ConfigMap', 'a'), object('v1', 'ConfigMap', 'b')];

test('a YAML stream holds one document for each object', () => {
  const document = (name: string) =>
    `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: production\n`;
  expect(toStream(objects, 'yaml')).toBe(document('a') + document('b'));
});

test('JSON is one array', () => {
  expect(JSON.parse(toStream(objects, 'json'))).toEqual(objects.map(({ manifest }) => manifest));
});

test('no objects are an empty stream, and an empty array', () => {
  expect(toStream([], 'yaml')).toBe('');
  expect(toStream([], 'json')).toBe('[]\n');
});
