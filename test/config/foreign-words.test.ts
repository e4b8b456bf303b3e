import { foreignWordsAt } from '../../config/foreign-words.ts';
import { fieldsSchema } from '../../config/json-schema.ts';
import type { Schema } from '../../config/patch-schema.ts';
import { validate } from '../../config/validate.ts';

/** The schemas that a value may have below some keys; several where it may be one of several objects. */
function below(schema: Schema, keys: readonly string[]): Schema[] {
  const [key, ...rest] = keys;
  const members = schema.anyOf ?? schema.oneOf;
  if (members !== undefined) return members.flatMap(member => below(member, keys));
  if (key === undefined) return [schema];
  const inner = schema.properties?.[key] ?? schema.additionalProperties;
  return typeof inner === 'object' ? below(inner, rest) : [];
}

const places = [[], ['applications', 'web']] as const;
const words = places.flatMap(place =>
  Object.entries(foreignWordsAt(place)).map(([word, advice]) => ({ place, word, ...advice })),
);

describe('a word of another tool', () => {
  test('is never a key of an environment file', () => {
    const keys = words.filter(({ place, word }) =>
      below(fieldsSchema(), place).some(({ properties = {} }) => word in properties),
    );
    expect(keys).toEqual([]);
  });

  test('leads to a key that there is', () => {
    const lost = words.filter(
      ({ place, write }) =>
        write !== undefined && below(fieldsSchema(), [...place, ...write.split('.')]).length === 0,
    );
    expect(lost.map(({ word, write }) => `${word} -> ${write}`)).toEqual([]);
  });

  test.each([
    ['replicas', 'is not a key here; write scale: a number such as 3, or min, max and rules'],
    ['ingress', 'is not a key here; write host: a public host name; routes for paths'],
    ['environment', 'is not a key here; write env: a map of names and values; secrets for those of Secrets'],
    ['depends_on', 'is not a key here; write uses: database, cache or other applications'],
    ['cron', 'is not a key here; write schedule: cron and more, together with kind: scheduled'],
    [
      'migrations',
      'is not a key here; write beforeRelease: command or args of a Job before each new version',
    ],
    ['healthcheck', 'is not a key here; write health: an HTTP path; for a command write probes'],
    ['tls', 'is not a key here: every host has a certificate; cluster.clusterIssuer issues it; remove it'],
  ])('%s in an application says what to write', (word, message) => {
    const { faults } = validate({
      name: 'production',
      cluster: { storageClass: 'ssd' },
      applications: {
        web: { image: 'a:1', resources: { requests: { cpu: '1', memory: '1Gi' } }, [word]: 'x' },
      },
    });
    expect(faults.map(fault => fault.message)).toEqual([message]);
  });

  test('at the top of a file says what to write', () => {
    const { faults } = validate({ name: 'production', cluster: { storageClass: 'ssd' }, redis: {} });
    expect(faults.map(fault => fault.message)).toEqual([
      'is not a key here; write cache: at least { memory: "1Gi" }',
    ]);
  });
});
