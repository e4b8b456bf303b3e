import { claimRecord } from '../../config/claims/claims.ts';
import type { Environment } from '../../config/environment.ts';
import { shareOf } from '../argocd/share.ts';
import { expectedSecrets } from '../expected-secrets.ts';
import type { Share } from '../replace/record.ts';

/** What a later run must know to keep an environment of a chart without reading its file. */
export function shareInChart(environment: Environment): Share {
  return { expects: expectedSecrets(environment), claims: claimRecord(environment) };
}

/** The same for an environment of a tree, which also has objects of Argo CD. */
export function shareInTree(environment: Environment): Share {
  const { gitops } = environment;
  return { ...shareInChart(environment), ...(gitops && { argocd: shareOf(environment, gitops) }) };
}
