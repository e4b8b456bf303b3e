import { z } from 'zod';
import { anyName, kind } from './objects.ts';
import { expected } from './units/expected.ts';

const pointerError = expected('a path such as /spec/replicas, in which ~1 stands for a slash and ~0 for ~');

const operation = z.strictObject({
  op: z
    .enum(['add', 'remove', 'replace', 'test'])
    .meta({ description: 'What to do at the path; `test` refuses another value there.' }),
  path: z
    .string({ error: pointerError })
    .regex(/^(\/([^~/]|~[01])*)+$/, { error: pointerError })
    .meta({ description: 'JSON Pointer: /spec/template/spec/containers/0/args/-.' }),
  value: z.unknown().optional().meta({ description: 'The value, for all but `remove`. Default: none.' }),
});

/** Changes of objects that no other key can make. */
export const patches = z
  .array(
    z.strictObject({
      target: z
        .strictObject({
          kind: kind.meta({ description: 'Kind of the object: Rollout.' }),
          name: anyName.meta({ description: 'Name of the object: web.' }),
        })
        .meta({ description: 'The object of this environment that changes.' }),
      merge: z.looseObject({}).optional().meta({
        description:
          'JSON Merge Patch (RFC 7396): objects merge, lists are replaced, null removes a key. Default: the patch is in `json`.',
      }),
      json: z
        .array(operation)
        .min(1)
        .optional()
        .meta({ description: 'JSON Patch (RFC 6902). Default: the patch is in `merge`.' }),
    }),
  )
  .default([])
  .meta({ description: 'Changes of objects, one after the other, before all rules. Default: none.' });

export type ObjectPatch = z.output<typeof patches>[number];
export type PatchOperation = z.output<typeof operation>;
