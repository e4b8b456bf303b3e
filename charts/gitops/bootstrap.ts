import type { ListElement } from './share.ts';

/** The one command by which an operator tells Argo CD of a tree in a folder. */
export function bootstrapCommand(folder: string): string {
  return `kubectl apply --server-side -f ${folder}/argocd/`;
}

/** The page beside Argo CD's own objects, in Markdown. */
export function bootstrapPage(environments: readonly ListElement[]): string {
  const rows = environments.map(
    ({ name, namespace, repository, revision, path, destination }) =>
      `| ${name} | ${namespace} | ${repository} | ${revision} | ${path} | ${destination} |`,
  );
  return `# Argo CD

Apply this folder once, by hand, to the cluster that runs Argo CD:

\`\`\`sh
${bootstrapCommand('dist')}
\`\`\`

From then on a push to the repository is all. Apply it again when an environment comes or goes, or moves to another
repository, namespace or cluster. One that goes leaves its objects and its AppProject, until somebody deletes them.

| environment | namespace | repository | revision | path | cluster |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
