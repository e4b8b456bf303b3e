import { z } from 'zod';
import { withoutEffect } from '../effect.ts';
import { resourcesWithDisk } from '../resources.ts';
import { environmentVariableName } from '../units/environment-variable.ts';
import { freeText, someText } from '../units/free-text.ts';
import { image } from '../units/image.ts';
import { existingName, objectName, secretKey } from '../units/names.ts';
import { byteQuantity } from '../units/quantity.ts';

/** What the container of an application runs, and what it is given. */
export const container = {
  image: image.meta({ description: 'The image that runs: registry/name:version@sha256:…' }),
  container: objectName.optional().meta({ description: 'Name of the container. Default: NAME-app.' }),
  command: z.array(freeText).min(1).optional().meta({
    description:
      'Command of the container; `$(NAME)` stands for a variable. Default: the entry point of the image.',
  }),
  args: z.array(freeText).min(1).optional().meta({
    description:
      'Arguments of the command, or of the entry point of the image; `$(NAME)` stands for a variable. Default: those of the image, unless command is set.',
  }),
  resources: resourcesWithDisk.meta({
    description: 'CPU and memory that each replica requests, and its limits.',
  }),
  ephemeralStorage: byteQuantity.prefault('128Mi').meta({
    description:
      'Size of /tmp of each replica, on the disk of its node. Its log may use 512Mi more; beyond that, the pod is evicted.',
  }),
  env: z.record(environmentVariableName, freeText).default({}).meta({
    description:
      'Plain environment variables. `$(NAME)` stands for the value of another variable, also of a connection or a Secret; `$$(NAME)` stands for the text itself. Default: none.',
  }),
  notSecret: z
    .record(z.string().min(1), someText)
    .optional()
    .meta({
      description:
        'Why a value that looks like a secret is not one, by the name of its variable, annotation or file, or `command`, `args`, `beforeRelease` or `job` of an analysis. Default: such a value is refused.',
    })
    .register(withoutEffect, {
      why: 'it allows a value that is refused otherwise, and tells the next reader why',
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
    .meta({
      description: 'Environment variables whose values come from Secrets in the namespace. Default: none.',
    }),
};
