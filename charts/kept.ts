/**
 * Argo CD neither prunes nor deletes such an object before a person has confirmed it: with the Cluster go its volumes,
 * with the ObjectStore the way back to its backups, with a generated password or authority the access of whoever has
 * read the old one.
 *
 * Source: argo-cd `docs/user-guide/sync-options.md`.
 */
export const keptByArgo = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' } as const;

/**
 * Argo CD neither applies such an object nor compares it, so that it may be in a tree whose project forbids it.
 *
 * Source: argo-cd `docs/user-guide/sync-waves.md`; gitops-engine `pkg/sync/hook/hook.go`, `Skip`.
 */
export const skippedByArgo = { 'argocd.argoproj.io/hook': 'Skip' } as const;
