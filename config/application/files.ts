import { z } from 'zod';
import { withoutEffect } from '../effect.ts';
import { fileMode } from '../units/file-mode.ts';
import { freeText } from '../units/free-text.ts';
import { mountPath } from '../units/mount-path.ts';
import { existingName, objectName, secretKey } from '../units/names.ts';

/** The files that an application finds in its containers, read-only. */
export const files = {
  files: z
    .record(
      objectName,
      z.strictObject({
        mountPath: mountPath.meta({
          description: 'Where the container finds the file, such as /etc/app/app.toml.',
        }),
        text: freeText.optional().meta({ description: 'All of its text. Default: the text of `file`.' }),
        file: z
          .string()
          .min(1)
          .optional()
          .meta({
            description:
              'The file that has the text, relative to the environment file that names it. Default: the text is in `text`.',
          })
          .register(withoutEffect, { why: 'the file is read with the environment file, and becomes `text`' }),
      }),
    )
    .default({})
    .meta({
      description:
        'Configuration files, each under a name of your choice, at most 48Ki in all. A change rolls out a new version. Default: none.',
    }),
  secretFiles: z
    .record(
      objectName,
      z.strictObject({
        mountPath: mountPath.meta({
          description: 'The folder in which each key of the Secret is a file, such as /run/secrets/tls.',
        }),
        secret: existingName.meta({ description: 'Name of the Secret in the namespace.' }),
        keys: z
          .array(secretKey)
          .min(1)
          .optional()
          .meta({ description: 'The keys that become files. Default: all keys of the Secret.' }),
        defaultMode: fileMode.optional().meta({
          description:
            "Mode of the files, in octal digits such as '0400'. With securityContext.fsGroup its group may always read them. Default: 0644, every user may.",
        }),
      }),
    )
    .default({})
    .meta({
      description: 'Secrets as files, each folder under a name of your choice. Default: none.',
    }),
};

/** The most bytes of all files of an application: docs/decisions/configuration-files.md. */
export const mostFileBytes = 49_152;
