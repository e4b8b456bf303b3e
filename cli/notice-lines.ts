import type { Synthesis } from '../output/synthesize.ts';

/**
 * What environments give up, a line each: `development: cache.replicas: found 2: …`. What several give up alike is one
 * line that names them all.
 */
export function noticeLines({ notices }: Pick<Synthesis, 'notices'>): string[] {
  const environments = new Map<string, string[]>();
  for (const [environment, all] of Object.entries(notices)) {
    for (const { path, message } of all) {
      const said = `${path}: ${message}`;
      environments.set(said, [...(environments.get(said) ?? []), environment]);
    }
  }
  return [...environments].map(([said, names]) => `${names.join(', ')}: ${said}`);
}
