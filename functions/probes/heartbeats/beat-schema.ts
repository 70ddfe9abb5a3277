import * as z from 'zod/mini';

/** A line for people, not a log. */
const MAX_MESSAGE_CHARACTERS = 500;

/** What a job may say of itself. */
export const beatSchema = z.strictObject({
  /** How it went. @default 'ok' */
  status: z.optional(z.enum(['ok', 'failed'])),
  message: z.optional(z.string().check(z.maxLength(MAX_MESSAGE_CHARACTERS))),
});
