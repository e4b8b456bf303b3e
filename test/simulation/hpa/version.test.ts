import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesVersions } from '../../../tools/versions.ts';

test('the real controller that the model is compared with is of the Kubernetes release that is pinned', () => {
  const pins = readFileSync(join(import.meta.dirname, '../../../tools/oracle/go.mod'), 'utf8');
  expect(pins).toContain(`\tk8s.io/kubernetes v${kubernetesVersions['1.36']}\n`);
  expect(pins).toContain(`\tk8s.io/client-go v${kubernetesVersions['1.36'].replace(/^1/, '0')}\n`);
});
