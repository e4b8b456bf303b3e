import { streamOf } from '../../../output/stream.ts';
import { buildNamed, withFileInError } from '../../../output/unbuildable.ts';
import { writeChart } from '../../../output/write-chart.ts';
import { synthesizeTree } from '../../../output/write-tree.ts';
import { environmentWith } from '../../support/environment.ts';
import { environmentFile } from '../../support/output-folder.ts';
import { inFolderWith } from '../../support/temporary-folder.ts';

const parameters = 'database:\n  storage: 1Gi\n  parameters:\n    max_connections: "3"\n';
const files = {
  'a.yaml': environmentFile('a', parameters),
  'b.yaml': environmentFile('b', `${parameters}    shared_buffers: 100GB\n`),
  'c.yaml': 'extends: b.yaml\nname: c\n',
};
const connections =
  'found 3, expected at least 180, which the poolers, direct connections and the operator may open; raise it or lower pooler.poolSize';
const buffers =
  'found 100GB, expected less than resources.requests.memory (2Gi); lower it or raise resources.requests.memory';

test.each<[string, () => Promise<unknown>]>([
  ['the tree', () => synthesizeTree('dist', { files: Object.keys(files) })],
  ['a stream', () => streamOf(Object.keys(files), 'yaml')],
  ['the chart', () => writeChart('chart', { files: Object.keys(files) })],
])(
  'reports the PostgreSQL parameters of all environments that contradict others, with their lines: %s',
  async (_, run) => {
    const message = await inFolderWith(files, run).then(
      () => 'written',
      (error: Error) => error.message,
    );
    expect(message.split('\n').sort()).toEqual([
      `a.yaml:10: database.parameters.max_connections: ${connections}`,
      `b.yaml:10: database.parameters.max_connections: ${connections}`,
      `b.yaml:11: database.parameters.shared_buffers: ${buffers}`,
    ]);
  },
);

test('an error while an environment is built names its file', () => {
  const { name } = environmentWith();
  const run = () =>
    withFileInError({ [name]: 'environments/production.yaml' }, () =>
      buildNamed(name, () => {
        throw new TypeError('x is undefined');
      }),
    );
  expect(run).toThrow(
    /^environments\/production\.yaml: cannot be built: x is undefined; slipway did not find which key is wrong, which is a bug: report it with the output of --debug$/,
  );
});
