import * as z from 'zod/mini';

/** What `POST /v1/feedback/{id}/beta` takes. */
export const betaSchema = z.strictObject({ member: z.boolean() });
