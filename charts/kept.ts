/**
 * Argo CD neither prunes nor deletes such an object before a person has confirmed it: with the Cluster go its volumes,
 * with the ObjectStore the way back to its backups, with a generated password or authority the access of whoever has
 * read the old one.
 *
 * Source: argo-cd `docs/user-guide/sync-options.md`.
 */
export const keptByArgo = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' } as const;
