import * as z from 'zod/mini';

/** RFC 9457, as every error of the API is answered. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  errors: z.optional(
    z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })),
  ),
});
