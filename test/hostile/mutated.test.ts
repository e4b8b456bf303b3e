import fc from 'fast-check';
import { shippedEnvironments } from '../support/hostile/bases.ts';
import { mutatedFiles } from '../support/hostile/files.ts';
import { Trial } from '../support/hostile/trial.ts';
import { law } from '../support/law.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

const shipped = await shippedEnvironments();

test('a mutated environment is built, or refused with a place and a message, and no file changes', () =>
  inFolderWith({}, async () => {
    const trial = await Trial.begin();
    await law(
      fc.asyncProperty(mutatedFiles(shipped), async file => {
        expect((await trial.of(file)).faults).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }));
