import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenFolder, readGolden, writeGolden } from './golden.ts';
import { Oracle } from './oracle.ts';

test('the recorded timelines are what the real controller answers now', async () => {
  const oracle = await Oracle.start();
  const golden = readGolden();
  const real = await oracle.answers(golden.map(({ trace }) => trace));
  await oracle.end();
  golden.forEach(({ file, trace, answers }, index) => {
    const now = real[index] ?? [];
    // `UPDATE_GOLDEN=1 npm run test:oracle` records them anew, for another version of Kubernetes.
    if (process.env.UPDATE_GOLDEN)
      writeFileSync(join(goldenFolder, file), writeGolden({ trace, answers: now }));
    else expect({ file, answers: now }).toEqual({ file, answers });
  });
});
