import type { Synthesis } from '../output/synthesize.ts';

/** What environments give up, a line each: `development: cache.replicas: found 2: …` */
export function noticeLines({ notices }: Pick<Synthesis, 'notices'>): string[] {
  return Object.entries(notices).flatMap(([environment, all]) =>
    all.map(({ path, message }) => `${environment}: ${path}: ${message}`),
  );
}
