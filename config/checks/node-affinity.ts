import type { NodeAffinity, NodeRequirement } from '../node-affinity.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/**
 * A nodeAffinity that the API server refuses, or that says nothing. Source: kubernetes
 * `pkg/apis/core/validation/validation.go`, `ValidateNodeSelectorRequirement`.
 */
export function checkNodeAffinity(checking: Checking, path: Path, affinity: NodeAffinity | undefined): void {
  if (affinity === undefined || !checking.isSound(...path)) return;
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
  } = affinity;
  if (required === undefined && preferred === undefined) {
    const keys =
      'requiredDuringSchedulingIgnoredDuringExecution or preferredDuringSchedulingIgnoredDuringExecution';
    checking.refuse(path, `is empty; set ${keys}, or remove it`);
  }
  for (const [index, { matchExpressions }] of (required?.nodeSelectorTerms ?? []).entries()) {
    const terms = [...path, 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'];
    checkAll(checking, [...terms, index, 'matchExpressions'], matchExpressions);
  }
  for (const [index, { preference }] of (preferred ?? []).entries()) {
    const here = [...path, 'preferredDuringSchedulingIgnoredDuringExecution', index, 'preference'];
    checkAll(checking, [...here, 'matchExpressions'], preference.matchExpressions);
  }
}

function checkAll(checking: Checking, path: Path, requirements: readonly NodeRequirement[]): void {
  for (const [index, requirement] of requirements.entries()) {
    const fault = faultOf(requirement);
    if (fault !== undefined) checking.refuse([...path, index, 'values'], fault);
  }
}

function faultOf({ operator, values = [] }: NodeRequirement): string | undefined {
  const found = `found ${values.length === 0 ? 'none' : values.map(value => show(value)).join(', ')}`;
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return values.length > 0
      ? `${found} with operator ${operator}, which takes none; remove them`
      : undefined;
  if (operator === 'In' || operator === 'NotIn')
    return values.length === 0 ? `${found} with operator ${operator}; name at least one` : undefined;
  const isNumber = values.length === 1 && values.every(value => /^-?[0-9]{1,18}$/.test(value));
  return isNumber ? undefined : `${found} with operator ${operator}, expected one whole number such as "8"`;
}
