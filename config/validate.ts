import type { z } from 'zod';
import { type Environment, environmentSchema } from './environment.ts';
import type { DataObject } from './merge.ts';
import { BadInput } from './problem.ts';

/** @throws BadInput with everything that the schema does not allow. */
export function validate(data: DataObject, file: string): Environment {
  const result = environmentSchema.safeParse(data);
  if (result.success) return result.data;
  throw new BadInput(
    result.error.issues.map(issue => ({ file, path: formatPath(issue), message: issue.message })),
  );
}

function formatPath(issue: z.core.$ZodIssue): string {
  return issue.path.map(String).join('.');
}
