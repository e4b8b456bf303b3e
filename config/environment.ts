import type { z } from 'zod';
import { checkEnvironment } from './checks/environment.ts';
import { derive } from './derive.ts';
import { environmentFields } from './fields.ts';

/** One production system: the whole of what an environment file may say. */
export const environmentSchema = environmentFields
  .superRefine(checkEnvironment, { when: () => true })
  .transform(derive);

/** What a user writes. */
export type EnvironmentInput = z.input<typeof environmentSchema>;

/** What the charts read: parsed, with every default filled in. */
export type Environment = z.output<typeof environmentSchema>;
