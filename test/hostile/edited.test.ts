import fc from 'fast-check';
import { editedFiles } from '../support/hostile/files.ts';
import { Trial } from '../support/hostile/trial.ts';
import { law } from '../support/law.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

test('an environment with an edited text is built, or refused with a place and a message, and no file changes', () =>
  inFolderWith({}, async () => {
    const trial = await Trial.begin();
    await law(
      fc.asyncProperty(editedFiles(), async file => {
        expect((await trial.of(file)).faults).toEqual([]);
      }),
      { numRuns: 200 },
    );
  }));
