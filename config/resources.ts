import { z } from 'zod';
import { byteQuantity, cpu, type Quantity } from './units/quantity.ts';

const memory = byteQuantity.meta({ description: 'Memory in bytes: 256Mi, 4Gi.' });

const requests = {
  cpu: cpu.meta({ description: 'CPU in cores: 500m, 2.' }),
  memory,
};

const limits = {
  cpu: cpu.optional().meta({ description: 'CPU in cores: 500m, 2. Default: no limit on CPU.' }),
  memory,
};

const ofRequests = 'What the container is guaranteed; a node must have this much free.';
const ofLimits = 'What the container may use at most. Default: the requests.';

/** Local disk of a container: its log, and what it writes to volumes that are deleted with the pod. */
export interface LocalDisk {
  readonly requests: string;
  /** Above the sum of its containers' limits the kubelet evicts the pod (`pkg/kubelet/eviction/eviction_manager.go`). */
  readonly limits: string;
}

/**
 * For a container that writes only its log. The kubelet keeps five log files, of 10Mi each by default (kubernetes
 * `pkg/kubelet/apis/config/v1beta1/defaults.go`) and of 50Mi in AKS, and compresses all but two. So the limit stops a
 * container that writes elsewhere, never one that only logs.
 */
export const diskOfLog: LocalDisk = { requests: '64Mi', limits: '512Mi' };

/** Requests and limits of a container. Limits default to the requests. */
export const resources = z
  .strictObject({
    requests: z.strictObject(requests).meta({ description: ofRequests }),
    limits: z.strictObject(limits).optional().meta({ description: ofLimits }),
  })
  .transform(({ requests, limits }): Resources => ({ requests, limits: limits ?? requests }));

/** The same for a container whose image is not ours, so that it may need more of the disk of its node. */
export const resourcesWithDisk = z
  .strictObject({
    requests: z
      .strictObject({
        ...requests,
        ephemeralStorage: byteQuantity.optional().meta({
          description:
            'Disk of the node, in bytes. Default: 64Mi for its log, and for the application all of /tmp and emptyDirs.',
        }),
      })
      .meta({ description: ofRequests }),
    limits: z
      .strictObject({
        ...limits,
        ephemeralStorage: byteQuantity.optional().meta({
          description:
            'Disk of the node, in bytes; beyond it the pod is evicted. Default: its request if that is set; otherwise 512Mi for its log, and for the application all of /tmp and emptyDirs.',
        }),
      })
      .optional()
      .meta({ description: ofLimits }),
  })
  .transform(({ requests, limits }): Resources => {
    const { ephemeralStorage } = requests;
    if (limits === undefined) return { requests, limits: requests };
    return { requests, limits: { ...(ephemeralStorage && { ephemeralStorage }), ...limits } };
  });

interface Amounts {
  readonly memory: Quantity;
  /** Of local disk. Default: what the container writes there by its construct. */
  readonly ephemeralStorage?: Quantity | undefined;
}

/** What a container asks for. */
export interface Resources {
  readonly requests: Amounts & { readonly cpu: Quantity };
  /** Without `cpu`, it may use all that its node has free. */
  readonly limits: Amounts & { readonly cpu?: Quantity | undefined };
}
