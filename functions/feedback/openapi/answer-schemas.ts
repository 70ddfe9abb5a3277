import * as z from 'zod/mini';
import { ALGORITHM } from '../challenge/challenge.ts';
import { VERDICTS } from '../feedback-event.ts';
import { KINDS } from '../feedback-schema.ts';
import { BETA_STATES, MAIL_STATES } from '../reporter/reported-status.ts';
import { STATUSES } from '../status.ts';

const at = z.iso.datetime();

/** What `POST /v1/feedback` answers. */
export const receiptSchema = z.object({ id: z.uuid(), statusUrl: z.url(), receivedAt: at });

/** `StatusView`; a test holds the two together. */
export const statusSchema = z.object({
  id: z.uuid(),
  receivedAt: at,
  kind: z.enum(KINDS),
  message: z.string(),
  status: z.enum(STATUSES),
  verdictDue: z.boolean(),
  mail: z.optional(z.enum(MAIL_STATES)),
  mayConfirmMail: z.boolean(),
  beta: z.optional(z.enum(BETA_STATES)),
  mayJoinBeta: z.boolean(),
  timeline: z.array(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('status'),
        at,
        status: z.enum(STATUSES),
        release: z.optional(z.string()),
        reason: z.optional(z.literal('taken-back')),
      }),
      z.object({ type: z.literal('reply'), at, text: z.string() }),
      z.object({ type: z.literal('verdict'), at, verdict: z.enum(VERDICTS) }),
    ]),
  ),
});

/** What `POST …/attachments` answers: `UploadForm`, until when it is good, and the most that it takes. */
export const uploadFormSchema = z.object({
  url: z.url(),
  fields: z.record(z.string(), z.string()),
  expiresAt: at,
  maxBytes: z.int(),
});

const hex = z.string().check(z.regex(/^[0-9a-f]+$/));

/** `Challenge`: what `GET /v1/challenge` answers. */
export const challengeSchema = z.object({
  parameters: z.object({
    algorithm: z.literal(ALGORITHM),
    cost: z.int(),
    expiresAt: z.int(),
    keyLength: z.int(),
    keyPrefix: hex,
    keySignature: hex,
    nonce: hex,
    salt: hex,
  }),
  signature: hex,
});

/** `Change`, newest first. */
export const changesSchema = z.object({
  changes: z.array(z.object({ release: z.string(), liveAt: at, fixed: z.optional(z.int()) })),
});
