import * as z from 'zod/mini';

/** What `POST /v1/feedback/{id}/contact` takes. */
export const contactSchema = z.strictObject({ mail: z.enum(['confirmed', 'stopped']) });
