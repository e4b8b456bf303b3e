import { contract, type Reliance, reliancesOf } from '../../config/contract/contract.ts';
import { contractSections } from '../../config/contract/expectation.ts';
import { environmentSchema } from '../../config/environment.ts';
import { loadWithSources } from '../../config/load.ts';
import { type DataObject, mergePatch } from '../../config/merge.ts';
import { pages } from '../docs/pages.ts';
import { smallApplication } from '../support/environment.ts';
import { inFolderWith } from '../support/temporary-folder.ts';
import { type ContractCase, contractCases } from './contract-cases.ts';

const smallest: DataObject = {
  name: 'shop',
  cluster: { storageClass: 'ssd' },
  applications: { web: smallApplication },
};

function relied(...patches: readonly DataObject[]): Reliance[] {
  const data = patches.reduce((base, patch) => mergePatch(base, patch) as DataObject, smallest);
  const environment = environmentSchema.parse(data);
  return reliancesOf({ environment, sources: [{ file: 'shop.yaml', data }] }).web ?? [];
}

test('every expectation has a case, and every case an expectation', () => {
  expect(Object.keys(contractCases).sort()).toEqual(Object.keys(contract).sort());
});

const cases: readonly (readonly [string, ContractCase])[] = Object.entries(contractCases);

test.each(cases)('%s is expected of an image', (name, { given = {}, must, write }) => {
  const { section } = contract[name as keyof typeof contract];
  expect(relied(given)).toContainEqual({ section, must, write });
});

test.each(
  cases.flatMap(([name, { decided, ...rest }]) => decided.map(patch => [name, patch, rest] as const)),
)('%s is not expected with %j', (_, patch, { given = {}, write }) => {
  expect(relied(given).map(reliance => reliance.write)).toContain(write);
  expect(relied(given, patch).map(reliance => reliance.write)).not.toContain(write);
});

test('a file that extends another relies on what it removes from it', async () => {
  const files = {
    'base.yaml': JSON.stringify(mergePatch(smallest, { applications: { web: { port: 3000 } } })),
    'same.yaml': 'extends: ./base.yaml\nname: same\n',
    'less.yaml': 'extends: ./base.yaml\nname: less\napplications: { web: { port: null } }\n',
  };
  const listening = await inFolderWith(files, async () =>
    (await loadWithSources(['same.yaml', 'less.yaml'])).map(loaded =>
      (reliancesOf(loaded).web ?? []).flatMap(({ must }) => (must.startsWith('listen') ? must : [])),
    ),
  );
  expect(listening).toEqual([[], ['listen on port 8080']]);
});

test.each<[string, DataObject]>([
  ['reports', { databases: { reports: { storage: '20Gi' } } }],
  ['queue', { caches: { queue: {} } }],
  ['queue-endpoint', { caches: { queue: { endpoint: { reason: 'old' } } } }],
])('health is asked for without %s, a further database or cache', (used, file) => {
  const reliances = relied(file, { applications: { web: { uses: [used] } } });
  expect(reliances.map(({ write }) => write)).toContain('probes.liveness');
});

test('the list is in the order of the chapters', () => {
  const sections = relied({
    database: { storage: '20Gi' },
    applications: { web: { uses: ['database'] } },
  }).map(({ section }) => section);
  expect([...new Set(sections)]).toEqual(contractSections.filter(section => section !== 'Valkey'));
});

const text = pages.find(({ path }) => path === 'docs/image-contract.md')?.text ?? '';
const chapters = new Map(
  text
    .split('\n## ')
    .slice(1)
    .map(chapter => [chapter.slice(0, chapter.indexOf('\n')), chapter]),
);

test('docs/image-contract.md has a chapter for every section, in their order', () => {
  const named: readonly string[] = contractSections;
  expect([...chapters.keys()].filter(title => named.includes(title))).toEqual(contractSections);
});

test.each(Object.entries(contract))('the chapter about %s names what to write', (name, { section }) => {
  const [key = ''] = contractCases[name as keyof typeof contract].write.split(' ');
  expect(chapters.get(section)).toMatch(new RegExp(`\`[^\`]*\\b${key.replaceAll('.', '\\.')}\\b`));
});
