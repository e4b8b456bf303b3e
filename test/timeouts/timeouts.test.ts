import { production } from '../reference/proofs.ts';
import { type Manifest, objectOf } from '../support/manifests.ts';
import { documentedTimes, leaves, type Row } from './table.ts';

/** Fields that say how long something waits, by the last part of their path. */
const time =
  /(seconds|timeout|delay|interval|deadline|retry|period|_ttl|keep(idle|intvl|cnt)|keepalives_\w+)(\]?\.value)?$/i;

/** docs/cache.md has the times of the cache. Monitors wait for nothing, and an expiry is not a time-out. */
const elsewhere: readonly string[] = [
  'PrometheusRule',
  'ConfigMap',
  'PodMonitor',
  'ServiceMonitor',
  'Certificate',
];

function isElsewhere({ kind, metadata }: Manifest): boolean {
  return elsewhere.includes(kind) || /^cache\b/.test(metadata.name);
}

const rows = documentedTimes();

let objects: readonly Manifest[];

beforeAll(async () => {
  objects = (await production()).all;
});

function valueAt({ kind, name, path }: Row): unknown {
  return leaves(objectOf(objects, kind, name)).get(path);
}

describe('docs/timeouts.md', () => {
  const checked = rows.filter(({ path }) => !path.endsWith('*'));

  test.each(checked)('says what $kind $name has at $path: $here', row => {
    const value = valueAt(row);
    expect(value === undefined ? '-' : String(value)).toBe(row.here);
  });

  test.each(rows.filter(({ path }) => path.endsWith('*')))('names what $kind $name has below $path', row => {
    const paths = [...leaves(objectOf(objects, row.kind, row.name)).keys()];
    expect(paths.some(path => path.startsWith(row.path.slice(0, -1)))).toBe(true);
  });

  test('names every time of the production environment', () => {
    const missing = objects
      .filter(object => !isElsewhere(object))
      .flatMap(object => {
        const known = rows.filter(
          ({ kind, name }) => kind === object.kind && sameTable(name, object.metadata.name),
        );
        return [...leaves(object).keys()]
          .filter(path => time.test(path) && !known.some(row => covers(row, path)))
          .map(path => `${object.kind} ${object.metadata.name}: ${path}`);
      });
    expect(missing).toEqual([]);
  });

  test('is true of both poolers', () => {
    const [writes, reads] = ['rw', 'ro'].map(
      type => objectOf(objects, 'Pooler', `database-pooler-${type}`).spec.pgbouncer.parameters,
    );
    expect(reads).toEqual(writes);
  });
});

/** One table is about both poolers. */
function sameTable(documented: string, name: string): boolean {
  return documented === name || documented === name.replace(/-ro$/, '-rw');
}

function covers({ path: documented }: Row, path: string): boolean {
  return documented.endsWith('*') ? path.startsWith(documented.slice(0, -1)) : documented === path;
}
