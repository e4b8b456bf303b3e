import { type ArgoCdShare, type ListElement, sharesInOrder } from './share.ts';

/** The command by which an operator makes the namespace of an environment. */
function namespaceCommand(folder: string, { name, namespace }: ListElement): string {
  return `kubectl apply --server-side -f ${folder}/${name}/platform/namespace-${namespace}.yaml`;
}

/**
 * The one command by which an operator tells Argo CD of a tree in a folder.
 *
 * The field manager is the folder's own. A second folder on the same Argo CD has an ApplicationSet of the same name,
 * and maybe an AppProject: under one manager its apply would replace them without a word, and the Applications of the
 * first folder would go. As it is, the API server refuses it as a conflict, and names the folder that was there before.
 */
export function bootstrapCommand(folder: string, shares: readonly ArgoCdShare[]): string {
  const [first] = sharesInOrder(shares);
  const manager = first === undefined ? 'slipway' : fieldManager(first.element);
  return `kubectl apply --server-side --field-manager=${manager} -f ${folder}/argocd/`;
}

/** Source: kubernetes `staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go`, `FieldManagerMaxLength`. */
const longestManager = 128;

/** `slipway:git.example.com/platform/dist`, whatever the notation of the repository. */
function fieldManager({ repository, path }: ListElement): string {
  const name = repository
    .replace(/^\w+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/\.git$/, '');
  const folder = path.split('/').slice(0, -1).join('/');
  const place = `${name}/${folder}`.replace(/[^-\w./:]+/g, '-');
  return `slipway:${place}`.slice(0, longestManager);
}

/** What an operator does once, in a line. */
export function bootstrapLine(folder: string, shares: readonly ArgoCdShare[]): string {
  return `Argo CD, once: ${bootstrapCommand(folder, shares)} (first the namespaces: ${folder}/argocd/README.md)`;
}

/** The page beside Argo CD's own objects, in Markdown. */
export function bootstrapPage(shares: readonly ArgoCdShare[]): string {
  const rows = sharesInOrder(shares).map(
    ({ element: { name, namespace, repository, revision, path, destination } }) =>
      `| ${name} | ${namespace} | ${repository} | ${revision} | ${path} | ${destination} |`,
  );
  return `# Argo CD

Make the namespace of each environment once, by hand, on its own cluster. What is in Git cannot change it, so that
nobody lifts its Pod Security labels by a push:

\`\`\`sh
${sharesInOrder(shares)
  .map(({ element }) => namespaceCommand('dist', element))
  .join('\n')}
\`\`\`

Then apply this folder once, by hand, to the cluster that runs Argo CD:

\`\`\`sh
${bootstrapCommand('dist', shares)}
\`\`\`

From then on a push to the repository is all. Apply it again when an environment comes or goes, or moves to another
repository, namespace or cluster; apply a namespace again when \`cluster.kubernetes\` changes. An environment that goes
leaves its objects and its AppProject, until somebody deletes them.

A conflict with another \`slipway:…\` means that this Argo CD has the ApplicationSet or an AppProject from another folder.
Give its environments to one folder, or run another Argo CD. Add \`--force-conflicts\` only if that folder was this one,
under the repository or path that it had before.

| environment | namespace | repository | revision | path | cluster |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
