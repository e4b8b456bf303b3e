import { z } from 'zod';
import { resourcesWithDisk } from '../resources.ts';
import { environmentVariableName } from '../units/environment-variable.ts';
import { freeText } from '../units/free-text.ts';
import { image } from '../units/image.ts';
import { existingName, objectName, secretKey } from '../units/names.ts';
import { termination } from './termination.ts';

const words = z.array(freeText).min(1).optional();

const program = {
  name: objectName.meta({ description: 'Name of the container.' }),
  command: words.meta({ description: 'Its command. Default: the entry point of its image.' }),
  args: words.meta({ description: 'Arguments of its command. Default: those of its image.' }),
  ...termination,
};

/** The containers of an application's pods other than its own. */
export const containers = {
  initContainers: z
    .array(
      z.strictObject({
        ...program,
        image: image.optional().meta({
          description:
            'The image that runs: registry/name:version@sha256:… Default: that of the application.',
        }),
        env: z.record(environmentVariableName, freeText).default({}).meta({
          description: 'Plain variables, in addition to all of the application. Default: none.',
        }),
        resources: resourcesWithDisk.optional().meta({
          description: 'CPU and memory that it requests, and its limits. Default: those of the application.',
        }),
      }),
    )
    .default([])
    .meta({
      description:
        'Containers that run one after the other, each to its end, before the application starts. They have its variables, files and folders. Default: none.',
    }),
  sidecars: z
    .array(
      z.strictObject({
        ...program,
        image: image.meta({ description: 'The image that runs: registry/name:version@sha256:…' }),
        env: z.record(environmentVariableName, freeText).default({}).meta({
          description: 'Plain variables; those of the application are not there. Default: none.',
        }),
        secrets: z
          .record(
            environmentVariableName,
            z.strictObject({
              secret: existingName.meta({ description: 'Name of the Secret.' }),
              key: secretKey.meta({ description: 'Key in the Secret that holds the value.' }),
            }),
          )
          .default({})
          .meta({ description: 'Variables whose values come from Secrets in the namespace. Default: none.' }),
        resources: resourcesWithDisk.meta({
          description: 'CPU and memory that it requests, and its limits.',
        }),
      }),
    )
    .default([])
    .meta({
      description:
        'Containers that run next to the application, with its files and folders: from Kubernetes 1.29 on started before it and stopped after it. Default: none.',
    }),
};

export type InitContainer = z.output<typeof containers.initContainers>[number];
export type Sidecar = z.output<typeof containers.sidecars>[number];
