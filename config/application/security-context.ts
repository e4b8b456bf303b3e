import { z } from 'zod';
import { capability, restrictedCapability } from '../units/capabilities.ts';
import { oneLine } from '../units/free-text.ts';

/** The largest number of a user or a group (kubernetes `pkg/apis/core/validation`, `IsValidUserID`). */
const largestId = 2_147_483_647;
const id = z.int().min(0).max(largestId);

/** As whom the containers of an application run, and what they may do. */
export const securityContext = {
  securityContext: z
    .strictObject({
      runAsUser: id.optional().meta({
        description:
          'The user that all containers run as, by its number. Default: the USER of the image, which must then be a number.',
      }),
      runAsGroup: id
        .optional()
        .meta({ description: 'The primary group, by its number. Default: that of the image.' }),
      fsGroup: id.optional().meta({
        description: 'The group that volumes belong to, by its number. Default: that of the volume.',
      }),
      supplementalGroups: z
        .array(id)
        .default([])
        .meta({ description: 'Further groups, by their numbers. Default: those of the image.' }),
      runAsNonRoot: z.boolean().default(true).meta({
        description:
          'Whether the kubelet refuses a container of root; false needs a reason, and makes the namespace admit the baseline profile.',
      }),
      readOnlyRootFilesystem: z.boolean().default(true).meta({
        description: 'Whether only volumes and emptyDirs can be written to; false needs a reason.',
      }),
      capabilities: z.array(capability).default([]).meta({
        description:
          'Capabilities of Linux beyond none. Each needs a reason, and all but NET_BIND_SERVICE make the namespace admit the baseline profile. Default: none.',
      }),
      reason: oneLine.optional().meta({
        description:
          'Why this application may do more than the defaults allow; required if it does. It becomes an annotation. Default: none.',
      }),
    })
    .prefault({})
    .meta({
      description:
        'As whom its containers run, and what they may do. Default: the defaults of its keys, which are the restricted profile of Pod Security.',
    }),
};

export type SecurityContext = z.output<typeof securityContext.securityContext>;

/** Whether pods of an application need more than the restricted profile of Pod Security allows. */
export function isBeyondRestricted({
  securityContext,
}: {
  readonly securityContext: SecurityContext;
}): boolean {
  const { runAsNonRoot, capabilities } = securityContext;
  return !runAsNonRoot || capabilities.some(name => name !== restrictedCapability);
}
