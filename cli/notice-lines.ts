import type { Synthesis } from '../output/synthesize.ts';

/**
 * The notices of all environments, a line each: `development: cache.replicas: found 2: …`. A notice that several
 * environments share is one line with all their names.
 */
export function noticeLines({ notices }: Pick<Synthesis, 'notices'>): string[] {
  const environments = new Map<string, string[]>();
  for (const [environment, all] of Object.entries(notices)) {
    for (const { path, message } of all) {
      const text = `${path}: ${message}`;
      environments.set(text, [...(environments.get(text) ?? []), environment]);
    }
  }
  return [...environments].map(([text, names]) => `${names.join(', ')}: ${text}`);
}
