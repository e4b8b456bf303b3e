/** The consonants and digits of the suffixes that Kubernetes adds to names (apimachinery `pkg/util/rand/rand.go`). */
const suffixCharacter = '[2-9b-df-hj-np-tv-z]';

/** The names of a StatefulSet's pods, `web-0`, as a regular expression. */
export function ordinalPodNames(statefulSet: string): string {
  return `${statefulSet}-[0-9]+`;
}

/**
 * A regular expression that matches the names of a Rollout's or a Deployment's pods, `web-5d8f7c9b4d-x7k2p`. It does not
 * match other names that begin alike, such as those of `web-shop` or of a Job. Names of workloads have at most 40
 * characters, so Kubernetes does not shorten them (apiserver `pkg/storage/names/generate.go`).
 */
export function podNames(workload: string): string {
  return `${workload}-${suffixCharacter}+-${suffixCharacter}{5}`;
}
