import type { Path } from '../path.ts';
import { ownerOf, type Placement, type Toleration } from '../placement.ts';
import type { Checking } from './checking.ts';
import { checkNodeAffinity } from './node-affinity.ts';

/** On which nodes pods may run, at a place that has these keys. */
export function checkPlacement(checking: Checking, path: Path, placement: Placement): void {
  checkTolerations(checking, [...path, 'tolerations'], placement.tolerations);
  checkNodeAffinity(checking, [...path, 'nodeAffinity'], placement.nodeAffinity);
}

/**
 * Tolerations that the API server refuses. Source: kubernetes `pkg/apis/core/validation/validation.go`,
 * `ValidateTolerations`.
 */
function checkTolerations(checking: Checking, path: Path, tolerations: readonly Toleration[]): void {
  if (!checking.isPresent(...path)) return;
  for (const [index, toleration] of tolerations.entries()) {
    const here = [...path, index];
    if (!checking.isSound(...here)) continue;
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
        `found "${value}" together with operator Exists, which matches any value; remove it, or set operator: Equal`,
      );
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      checking.refuse(
        [...here, 'tolerationSeconds'],
        `found ${tolerationSeconds} ${effect ? `with effect ${effect}` : 'without an effect'}, but only NoExecute evicts pods; remove it, or set effect: NoExecute`,
      );
    }
  }
}

/** Refuses keys by which selectors, controllers and Argo CD find pods and workloads. */
export function checkKeys(
  checking: Checking,
  path: Path,
  record: Readonly<Record<string, string>>,
  /** The owner whose keys are allowed here. Default: none. */
  except?: string,
): void {
  if (!checking.isPresent(...path)) return;
  for (const key of Object.keys(record)) {
    const owner = ownerOf(key);
    if (owner === undefined || owner === except) continue;
    const example = `example.com/${key.replace(/^.*\//, '')}`;
    checking.refuse(
      [...path, key],
      `belongs to ${owner}, which relies on it; choose your own key, such as ${example}`,
    );
  }
}
