/** Consonants and digits, of which Kubernetes makes what it adds to names (apimachinery `pkg/util/rand/rand.go`). */
const added = '[2-9b-df-hj-np-tv-z]';

/**
 * A regular expression of the names of the pods that a Rollout or a Deployment makes, `web-5d8f7c9b4d-x7k2p`, and of no
 * others that begin alike, such as those of `web-shop` or of a Job. Names of workloads have at most 40 characters, so
 * that nothing is cut off (apiserver `pkg/storage/names/generate.go`).
 */
export function podNames(workload: string): string {
  return `${workload}-${added}+-${added}{5}`;
}
