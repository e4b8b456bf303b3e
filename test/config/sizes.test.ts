import { faultsOf } from '../support/faults.ts';

const long = (length: number) => 'x'.repeat(length);

test('texts of the greatest allowed length are accepted', () => {
  expect(faultsOf({ web: { env: { A: long(131_000) } } })).toEqual([]);
  expect(faultsOf({ web: { command: [long(131_000)] } })).toEqual([]);
  expect(faultsOf({ web: { annotations: { a: long(199_999) } } })).toEqual([]);
});

const starts =
  'expected at most 131000 bytes, since Linux starts no program with a longer text; shorten it, or put it into the image';
const shown = (length: number) => `found "${long(59)}… (${length + 2} characters)`;

test('a variable or an argument that is too long for Linux is refused', () => {
  expect(faultsOf({ web: { env: { A: long(131_001) } } })).toEqual([
    `applications.web.env.A: ${shown(131_001)}, ${starts}`,
  ]);
  expect(faultsOf({ web: { command: ['web', long(131_001)] } })).toEqual([
    `applications.web.command[1]: ${shown(131_001)}, ${starts}`,
  ]);
});

test('bytes count, not characters', () => {
  expect(faultsOf({ web: { env: { A: '€'.repeat(43_667) } } })).toHaveLength(1);
});

const annotations =
  'expected at most 200000, since Kubernetes allows 262144 bytes of annotations; shorten them';

test('more annotations than Kubernetes allows are refused, on workloads, accounts and instances', () => {
  const texts = { a: long(100_000), b: long(99_999) };
  expect(faultsOf({ web: { annotations: texts } })).toEqual([
    `applications.web.annotations: has 200001 bytes in all, ${annotations}`,
  ]);
  expect(faultsOf({ web: { identity: texts } })).toEqual([
    `applications.web.identity: has 200001 bytes in all, ${annotations}`,
  ]);
  expect(faultsOf({ web: {} }, { database: { storage: '1Gi', identity: texts } })).toEqual([
    `database.identity: has 200001 bytes in all, ${annotations}`,
  ]);
});

test('an application that is too large for etcd is refused', () => {
  const env = Object.fromEntries([1, 2, 3, 4].map(index => [`A${index}`, long(100_000)]));
  expect(faultsOf({ web: { env } })).toEqual([
    expect.stringMatching(
      /^applications\.web: has 40\d{4} bytes in all, expected at most 400000, since etcd accepts no object above 1\.5 MB; shorten its texts$/,
    ),
  ]);
  const parameters = Object.fromEntries([1, 2, 3, 4].map(index => [`a${index}`, long(100_000)]));
  expect(faultsOf({ web: {} }, { database: { storage: '1Gi', parameters } })).toEqual([
    expect.stringMatching(/^database: has 40\d{4} bytes in all, /),
  ]);
});
