import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { newestKubernetesMinor } from '../../config/kubernetes.ts';
import { validate } from '../../tools/kubeconform.ts';
import { shippedEnvironments } from '../support/hostile/bases.ts';
import { mutatedFiles } from '../support/hostile/files.ts';
import { Trial } from '../support/hostile/trial.ts';
import { seed, times } from '../support/law.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

test('every object of an accepted mutated environment is valid for the schemas of Kubernetes', async () => {
  const files = fc.sample(mutatedFiles(await shippedEnvironments()), { seed, numRuns: 200 * times });
  await inFolderWith({}, async () => {
    const trial = await Trial.begin();
    const texts = new Map<string, string>();
    for (const [index, file] of files.entries()) {
      const { synthesis } = await trial.of(file);
      if (synthesis === undefined || synthesis.violations.length > 0) continue;
      texts.set(`accepted/${index}`, file[1]);
      for (const [path, text] of synthesis.files()) {
        if (path.endsWith('.yaml')) write(join('accepted', String(index), path), text);
      }
    }
    expect(texts.size).toBeGreaterThan(times);
    const { failures } = await validate({ folder: 'accepted', minors: [newestKubernetesMinor] });
    expect(
      failures.map(failure => ({
        ...failure,
        seed,
        text: texts.get(`accepted/${failure.file.split('/')[0]}`),
      })),
    ).toEqual([]);
  });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
