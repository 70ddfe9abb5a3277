import { z } from 'zod/mini';

const TEXT = z.string();

/** A `Mail` as mailboxes save it. */
export const SAVED_MAIL = z.looseObject({
  id: TEXT,
  at: TEXT,
  from: TEXT,
  to: TEXT,
  subject: TEXT,
  body: TEXT,
  topicArn: z.optional(TEXT),
  html: z.optional(TEXT),
  headers: z.optional(z.record(TEXT, TEXT)),
});
