import type {
  ApplicationSetSpecTemplateSpecIgnoreDifferences,
  ApplicationSetSpecTemplateSpecSyncPolicy,
} from '../../imports/argo-cd.ts';

/**
 * How Argo CD syncs every environment. Each option is shown by a sync in `test/cluster/argo-cd/`.
 *
 * Source: argo-cd `docs/user-guide/{sync-options,auto_sync}.md`.
 */
export const syncPolicy: ApplicationSetSpecTemplateSpecSyncPolicy = {
  automated: { prune: true, selfHeal: true },
  syncOptions: [
    // A controller keeps the fields that it owns, and defaults of the server do not count as a difference.
    'ServerSideApply=true',
    // Otherwise a sync would write the fields of `ignoreDifferences`.
    'RespectIgnoreDifferences=true',
    // Otherwise an object is deleted before its replacement exists: within a wave deletions come first (gitops-engine
    // `pkg/sync/sync_context.go`, `runTasks`). A Rollout would end before the Deployment that replaces it starts, and a
    // deletion that waits for a person would block every later wave.
    'PruneLast=true',
    // Two Applications that claim one object are an error, not a fight.
    'FailOnSharedResource=true',
  ],
  // 5, 10, 20 … 180 s: a quarter of an hour in all, which outlasts the start of an operator.
  retry: {
    limit: 10,
    backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
    // The next attempt uses a push that repairs a broken one; without this, only a new sync does.
    refresh: true,
  },
};

/** Compares with a dry run on the API server: its defaults and its webhooks do not count as differences. */
export const compareOptions = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } as const;

/**
 * The fields that a controller may change and Argo CD does not reset.
 *
 * Argo Rollouts writes a ReplicaSet's hash into the selectors of both Services of a release. Source: argo-rollouts issue
 * 3437.
 *
 * Environments without a Rollout have the entry too: no other controller writes that key. One template serves all
 * environments, also kept ones, whose files are not read when it is rendered.
 */
export const ignoreDifferences: readonly ApplicationSetSpecTemplateSpecIgnoreDifferences[] = [
  { kind: 'Service', jsonPointers: ['/spec/selector/rollouts-pod-template-hash'] },
];
