import { type ArgoCdShare, type ListElement, sharesInOrder } from './share.ts';

/** The command that makes the namespace of an environment. */
function namespaceCommand(folder: string, { name, namespace }: ListElement): string {
  return `kubectl apply --server-side -f ${folder}/${name}/platform/namespace-${namespace}.yaml`;
}

/**
 * The command that applies the objects of Argo CD in a folder.
 *
 * Each folder has its own field manager. A second folder on the same Argo CD has an ApplicationSet of the same name, and
 * maybe an AppProject. With one manager for both, its apply would silently replace them and delete the Applications of
 * the first folder. With two, the API server refuses it as a conflict and names the first folder.
 */
export function bootstrapCommand(folder: string, shares: readonly ArgoCdShare[]): string {
  const [first] = sharesInOrder(shares);
  const manager = first === undefined ? 'slipway' : fieldManager(first.element);
  return `kubectl apply --server-side --field-manager=${manager} -f ${folder}/argocd/`;
}

/** Source: kubernetes `staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go`, `FieldManagerMaxLength`. */
const longestManager = 128;

/** `slipway:git.example.com/platform/dist`, for any notation of the repository. */
function fieldManager({ repository, path }: ListElement): string {
  const name = repository
    .replace(/^\w+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/\.git$/, '');
  const folder = path.split('/').slice(0, -1).join('/');
  const place = `${name}/${folder}`.replace(/[^-\w./:]+/g, '-');
  return `slipway:${place}`.slice(0, longestManager);
}

/** What an operator does once, as one line. */
export function bootstrapLine(folder: string, shares: readonly ArgoCdShare[]): string {
  return `Argo CD, once: ${bootstrapCommand(folder, shares)} (first the namespaces: ${folder}/argocd/README.md)`;
}

/** The page next to Argo CD's objects, in Markdown. */
export function bootstrapPage(shares: readonly ArgoCdShare[]): string {
  const rows = sharesInOrder(shares).map(
    ({ element: { name, namespace, repository, revision, path, destination } }) =>
      `| ${name} | ${namespace} | ${repository} | ${revision} | ${path} | ${destination} |`,
  );
  return `# Argo CD

Make the namespace of each environment once, by hand, on its own cluster. Git cannot change it, so that no push can
remove its Pod Security labels:

\`\`\`sh
${sharesInOrder(shares)
  .map(({ element }) => namespaceCommand('dist', element))
  .join('\n')}
\`\`\`

Then apply this folder once, by hand, to the cluster that runs Argo CD:

\`\`\`sh
${bootstrapCommand('dist', shares)}
\`\`\`

From then on, a push to the repository is enough. Apply the folder again when an environment is added or removed, or
moves to another repository, namespace or cluster. Apply a namespace again when \`cluster.kubernetes\` changes. The objects
and the AppProject of a removed environment stay until you delete them.

A conflict with another \`slipway:…\` means that this Argo CD has the ApplicationSet or an AppProject from another folder.
Put the environments of both into one folder, or run another Argo CD. Add \`--force-conflicts\` only if that folder is this
one, under its previous repository or path.

| environment | namespace | repository | revision | path | cluster |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
