import { z } from 'zod';

/** Where Argo CD finds the synthesized tree. */
export const gitops = z.strictObject({
  repository: z
    .string()
    .regex(/^(https:\/\/|ssh:\/\/|git@|file:\/\/)\S+$/, {
      error: issue => `expected the URL of a Git repository, found ${JSON.stringify(issue.input)}`,
    })
    .meta({ description: 'URL of the Git repository that Argo CD syncs from.' }),
  revision: z.string().min(1).default('main').meta({ description: 'Branch, tag or commit.' }),
  path: z
    .string()
    .regex(/^[^/\s][^\s]*$/)
    .default('dist')
    .meta({ description: 'Folder of the tree in that repository.' }),
  destination: z
    .url()
    .default('https://kubernetes.default.svc')
    .meta({ description: 'API server of the target cluster.' }),
});

export type Gitops = z.output<typeof gitops>;
