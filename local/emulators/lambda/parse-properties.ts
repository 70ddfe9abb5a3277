import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';

/** A resource's properties as `schema` says, or an error that names each wrong property. */
export function parseProperties<Schema extends z.ZodMiniType>(
  schema: Schema,
  { properties }: Resource,
): z.infer<Schema> {
  const result = z.safeParse(schema, properties);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(faults.join('; '), { cause: result.error });
}
