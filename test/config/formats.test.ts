import fc from 'fast-check';
import { dump } from 'js-yaml';
import { loadEnvironments } from '../../config/load.ts';
import { environmentCases } from '../support/environment-cases.ts';
import { law } from '../support/law.ts';
import { randomEnvironments } from '../support/random-environments.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

test('the same environment in YAML, JSON or a module gives the same result', async () => {
  await law(
    fc.asyncProperty(randomEnvironments, async input => {
      const json = JSON.stringify(input);
      const files = {
        'a.yaml': dump(input),
        'b.yml': `# JSON is YAML\n${json}`,
        'c.json': json,
        'd.mjs': `export default ${json};`,
        'e.ts': `import type {} from 'node:fs';\nexport default ${json} as const;`,
      };
      const [first, ...others] = await inFolderWith(files, () =>
        Promise.all(Object.keys(files).map(file => loadEnvironments([file]))),
      );
      for (const other of others) expect(JSON.stringify(other)).toBe(JSON.stringify(first));
    }),
    { numRuns: 40, cases: environmentCases },
  );
});
