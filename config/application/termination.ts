import { z } from 'zod';
import { mountPath } from '../units/mount-path.ts';

/** Where the kubelet makes the file for the message, unless a container says another place. */
export const defaultMessagePath = '/dev/termination-log';

/** How a container says why it ended. The message stands in the status of its pod. */
export const termination = {
  terminationMessagePath: mountPath.optional().meta({
    description: `File whose text is the message, which the kubelet makes. Default: ${defaultMessagePath}.`,
  }),
  terminationMessagePolicy: z.enum(['File', 'FallbackToLogsOnError']).optional().meta({
    description:
      'FallbackToLogsOnError: the end of the log is the message of a container that failed and wrote none. Default: File, only that file.',
  }),
};

export interface Termination {
  readonly terminationMessagePath?: string | undefined;
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError' | undefined;
}
