import type { Choice } from './choice.ts';
import { of, optional } from './rows.ts';

/** What an application may choose about its pods and their containers. */
export const podTable: Readonly<Record<string, Choice>> = {
  args: optional(of('args'), { round: { item: '$word' } }),
  capabilities: optional(of('securityContext.capabilities'), { round: { item: '$capability' } }),
  groups: optional(of('securityContext.supplementalGroups'), { round: { item: '$group' } }),
};
