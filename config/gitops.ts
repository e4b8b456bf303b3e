import { z } from 'zod';
import { expected } from './units/expected.ts';
import { gitUrl, httpUrl } from './units/url.ts';

/** Where Argo CD finds the synthesized tree. */
export const gitops = z.strictObject({
  repository: gitUrl.meta({ description: 'URL of the Git repository with the tree.' }),
  revision: z
    .string()
    .regex(/^[-\w./+@]+$/, { error: expected('a branch, tag or commit such as main') })
    .default('main')
    .meta({ description: 'Branch, tag or commit.' }),
  path: z
    .string()
    .regex(/^\.?[-\w][-.\w]*(?:\/\.?[-\w][-.\w]*)*$/, {
      error: expected('a folder in the repository such as dist'),
    })
    .default('dist')
    .meta({ description: 'Folder of the tree in the repository.' }),
  destination: httpUrl
    .default('https://kubernetes.default.svc')
    .meta({ description: 'API server of the target cluster.' }),
});

export type Gitops = z.output<typeof gitops>;
