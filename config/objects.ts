import { z } from 'zod';
import { withoutEffect } from './effect.ts';
import { mostReplicas } from './units/counts.ts';
import { expected } from './units/expected.ts';
import { freeText } from './units/free-text.ts';
import { existingName, labelKey, labelValue, objectName } from './units/names.ts';
import { byteQuantity, cpu } from './units/quantity.ts';

/** The annotation by which Argo CD orders objects. Source: argo-cd `docs/user-guide/sync-waves.md`. */
export const syncWaveKey = 'argocd.argoproj.io/sync-wave';

function matching(pattern: RegExp, allowed: string) {
  const error = expected(allowed);
  return z.string({ error }).regex(pattern, { error });
}

const apiVersion = matching(/^([a-z0-9.-]+\/)?v[a-z0-9]+$/, 'an apiVersion such as v1 or apps/v1');
export const kind = matching(/^[A-Z][A-Za-z0-9]*$/, 'a kind such as ConfigMap');

/** The name of any object. RBAC takes names with colons and capital letters, too. */
export const anyName = matching(/^[A-Za-z0-9]([-A-Za-z0-9.:]{0,251}[A-Za-z0-9])?$/, 'the name of an object');

const manifest = z.looseObject({
  apiVersion: apiVersion.meta({ description: 'Group and version: v1, apps/v1.' }),
  kind: kind.meta({ description: 'Kind of the object: ConfigMap.' }),
  metadata: z
    .looseObject({
      name: anyName.meta({ description: 'Name of the object.' }),
      labels: z.record(labelKey, labelValue).optional().meta({
        description: 'Labels, to which those of all objects are added. Default: only those.',
      }),
      annotations: z
        .record(labelKey, freeText)
        .optional()
        .meta({ description: 'Annotations. Default: only the sync wave.' }),
    })
    .meta({
      description: 'At least the name of the object; a namespace only if it is that of the environment.',
    }),
});

/** An object of Kubernetes, as `objects` has it: checked as far as every kind has it, and free below. */
export type FurtherManifest = z.output<typeof manifest>;

const cpuAndMemory = z.strictObject({
  cpu: cpu.meta({ description: 'CPU in cores: 500m, 2.' }),
  memory: byteQuantity.meta({ description: 'Memory in bytes: 256Mi, 4Gi.' }),
});

const resources = z
  .strictObject({
    requests: cpuAndMemory.meta({ description: 'What one pod requests.' }),
    limits: cpuAndMemory
      .optional()
      .meta({ description: 'What one pod may use at most. Default: the requests.' }),
  })
  .transform(({ requests, limits }) => ({ requests, limits: limits ?? requests }));

const pods = z.strictObject({
  count: z.int().min(1).max(mostReplicas).meta({
    description: 'Pods of this size that can exist at one time, those of a release included.',
  }),
  resources: resources.meta({ description: 'Requests and limits of one pod: the sum of its containers.' }),
  storage: byteQuantity
    .optional()
    .meta({ description: 'Size of the volume claim of each pod. Default: it has no claim.' }),
});

/** Objects that no other key makes. */
export const objects = z
  .record(
    objectName,
    z.strictObject({
      manifests: z
        .array(manifest)
        .default([])
        .meta({ description: 'Objects as Kubernetes reads them. Default: those in `path`.' }),
      path: z
        .string()
        .min(1)
        .optional()
        .meta({
          description:
            'A file with manifests, or a folder with such files, relative to the environment file that names it. Default: the manifests are in `manifests`.',
        })
        .register(withoutEffect, {
          why: 'the files are read with the environment file, and become `manifests`',
        }),
      syncWave: z.int().min(0).max(9).default(2).meta({
        description:
          'Sync wave of Argo CD: 0 platform, 1 network, 2 database and cache, 3 applications, 4 autoscalers, 5 routes.',
      }),
      pods: z
        .array(pods)
        .default([])
        .meta({ description: 'The pods that run because of them, for the quota. Default: none.' }),
      secrets: z.array(existingName).default([]).meta({
        description: 'Secrets that they read and that others put into the namespace. Default: none.',
      }),
    }),
  )
  .default({})
  .meta({
    description: 'Further objects, each group under a name of your choice. Default: none.',
  });

export type ObjectGroup = z.output<typeof objects>[string];
