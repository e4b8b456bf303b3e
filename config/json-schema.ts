import { z } from 'zod';
import { environmentSchema } from './environment.ts';
import { patchOf, type Schema } from './patch-schema.ts';

/**
 * The JSON Schema (draft 7, which every editor reads) of environment files, from the same source as the type and the
 * check. It says what one field shows; what several fields show together is checked when the file is loaded.
 */
export function environmentFileSchema(): Schema {
  const environment = fieldsSchema();
  const extending = patchOf(environment);
  const extend: Schema = {
    type: 'string',
    minLength: 1,
    description: 'File that this one only differs from, by its path from here. null removes a key of it.',
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Environment',
    description: 'One production system. Written by npm run schema.',
    type: 'object',
    if: { required: ['extends'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: withFirst({ $schema: editorHint, extends: extend }, extending),
    else: withFirst({ $schema: editorHint }, environment),
  };
}

/** The JSON Schema of an environment's own fields. */
export function fieldsSchema(): Schema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(environmentSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern) delete jsonSchema.format;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return schema as Schema;
}

const editorHint: Schema = { type: 'string', description: 'This schema, for editors. Default: none.' };

function withFirst(properties: Record<string, Schema>, schema: Schema): Schema {
  return { ...schema, properties: { ...properties, ...schema.properties } };
}
