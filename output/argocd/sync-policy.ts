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
    // Fields that a controller owns stay its own, and defaults of the server are no difference.
    'ServerSideApply=true',
    // Else a sync would write what `ignoreDifferences` lets be.
    'RespectIgnoreDifferences=true',
    // Else what goes is deleted before what replaces it is there: within a wave deletions come first (gitops-engine
    // `pkg/sync/sync_context.go`, `runTasks`), so that a Rollout would end before the Deployment in its place begins,
    // and a deletion that waits for a person would hold up every later wave.
    'PruneLast=true',
    // Two Applications that claim one object are an error, not a fight.
    'FailOnSharedResource=true',
  ],
  // 5, 10, 20 … 180 s: a quarter of an hour in all, which outlasts the start of an operator.
  retry: {
    limit: 10,
    backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
    // A push that repairs a broken one is taken up by the next attempt, not after the last.
    refresh: true,
  },
};

/** Compares as the API server would apply: its defaults and its webhooks are no difference. */
export const compareOptions = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } as const;

/**
 * What a controller may change without being overruled.
 *
 * Argo Rollouts names the colour in the selector of both Services of a release. Source: argo-rollouts issue 3437.
 *
 * All environments have the entry, those without a Rollout too: no other controller writes that key, and the template
 * is one for all of them, also for those whose files are not there when it is rendered.
 */
export const ignoreDifferences: readonly ApplicationSetSpecTemplateSpecIgnoreDifferences[] = [
  { kind: 'Service', jsonPointers: ['/spec/selector/rollouts-pod-template-hash'] },
];
