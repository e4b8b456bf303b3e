import { z } from 'zod';
import { expected } from './expected.ts';

/** The name of an environment variable (kubernetes apimachinery `pkg/util/validation`, `IsCIdentifier`). */
export const environmentVariableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: expected('the name of an environment variable: letters, digits and underscores'),
});
