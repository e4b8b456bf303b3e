/**
 * Argo CD prunes or deletes such an object only after a person has confirmed it. Deleting the Cluster deletes its volumes.
 * Without the ObjectStore its backups cannot be restored. A new password or authority locks out every client that has read
 * the old one.
 *
 * Source: argo-cd `docs/user-guide/sync-options.md`.
 */
export const confirmDeletion = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' } as const;

/**
 * Argo CD neither applies nor compares such an object, so it may be in a tree although the AppProject forbids it.
 *
 * Source: argo-cd `docs/user-guide/sync-waves.md`; gitops-engine `pkg/sync/hook/hook.go`, `Skip`.
 */
export const skipSync = { 'argocd.argoproj.io/hook': 'Skip' } as const;

/**
 * Argo CD makes such an object anew in its wave of every sync of the whole environment, and waits until it has completed.
 * If it fails, no later wave begins. A sync of single objects, such as self-healing, has no hooks.
 *
 * Source: argo-cd `docs/user-guide/sync-waves.md`; gitops-engine `pkg/sync/sync_context.go`.
 */
export const syncHook = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
} as const;
