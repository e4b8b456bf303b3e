import { z } from 'zod';
import { mountPath } from '../units/mount-path.ts';
import { objectName } from '../units/names.ts';
import { byteQuantity } from '../units/quantity.ts';

/** The folders that the containers of an application may write to. */
export const folders = {
  emptyDirs: z
    .record(
      objectName,
      z.strictObject({
        mountPath: mountPath.meta({ description: 'Where the container finds it.' }),
        sizeLimit: byteQuantity.meta({
          description:
            'The most that it may hold. A pod that writes more to the disk of its node is evicted; in memory there is no more space.',
        }),
        medium: z.literal('Memory').optional().meta({
          description:
            'Memory: it is in memory, which counts as memory of the container. Default: the disk of the node.',
        }),
      }),
    )
    .default({})
    .meta({
      description:
        'Folders that containers may write to, next to /tmp, each under a name of your choice. They begin empty and end with the pod. Default: none.',
    }),
};
