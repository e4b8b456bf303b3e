import { call } from '../template/expression.ts';
import { type Choice, value } from './choice.ts';
import { field, of, optional, together } from './rows.ts';

/** What an application may choose about its pods and their containers. */
export const podTable: Readonly<Record<string, Choice>> = {
  args: optional(of('args'), { round: { item: '$word' } }),
  /** Those of the environment, or of the application. */
  hasPullSecrets: together(
    call('or', value('imagePullSecrets'), field('imagePullSecrets')),
    ({ imagePullSecrets, [of('imagePullSecrets')]: ofApplication }) =>
      imagePullSecrets === true || ofApplication === true,
  ),
  capabilities: optional(of('securityContext.capabilities'), { round: { item: '$capability' } }),
  groups: optional(of('securityContext.supplementalGroups'), { round: { item: '$group' } }),
};
