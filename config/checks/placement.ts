import type { Path } from '../path.ts';
import { ownerOf, type Toleration } from '../placement.ts';
import type { Checking } from './checking.ts';

/** What the API server refuses. Source: kubernetes `pkg/apis/core/validation/validation.go`, `ValidateTolerations`. */
export function checkTolerations(checking: Checking, path: Path, tolerations: readonly Toleration[]): void {
  if (!checking.present(...path)) return;
  for (const [index, toleration] of tolerations.entries()) {
    const here = [...path, index];
    if (!checking.sound(...here)) continue;
    const { key, operator, value, effect, tolerationSeconds } = toleration;
    if (operator === 'Equal' && key === undefined) {
      checking.refuse(
        [...here, 'key'],
        'is missing; name the key of a taint, or set operator: Exists to tolerate every taint',
      );
    }
    if (operator === 'Exists' && value !== undefined) {
      checking.refuse(
        [...here, 'value'],
        `found "${value}" beside operator Exists, which takes any value; remove it, or set operator: Equal`,
      );
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      checking.refuse(
        [...here, 'tolerationSeconds'],
        `found ${tolerationSeconds} beside ${effect ? `effect ${effect}` : 'no effect'}, but only NoExecute takes pods away; remove it, or set effect: NoExecute`,
      );
    }
  }
}

/** Selectors, controllers and Argo CD find pods and workloads by keys of their own. */
export function checkKeys(
  checking: Checking,
  path: Path,
  record: Readonly<Record<string, string>>,
  /** Whose keys are free here. Default: nobody's. */
  except?: string,
): void {
  if (!checking.present(...path)) return;
  for (const key of Object.keys(record)) {
    const owner = ownerOf(key);
    if (owner === undefined || owner === except) continue;
    const own = `example.com/${key.replace(/^.*\//, '')}`;
    checking.refuse(
      [...path, key],
      `belongs to ${owner}, which relies on it; choose a key of your own, such as ${own}`,
    );
  }
}
