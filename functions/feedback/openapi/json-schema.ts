import * as z from 'zod/mini';

/**
 * What a schema takes, as JSON Schema 2020-12 says it. Rules that JSON Schema has no words for (visible characters, pages)
 * stand as descriptions: `register` them.
 */
export function jsonSchema(schema: z.ZodMiniType): object {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input' });
  return described;
}
