import { z } from 'zod/mini';
import type { PendingDelivery } from './deliveries.ts';
import type { Mail } from './mailbox.ts';

/** What survives a restart beside what the templates say. */
export interface SavedState {
  readonly mails: readonly Mail[];
  readonly pending: readonly PendingDelivery[];
}

const TEXT = z.string();

const MAIL = z.looseObject({
  id: TEXT,
  at: TEXT,
  topicArn: TEXT,
  from: TEXT,
  to: TEXT,
  subject: TEXT,
  body: TEXT,
});

const NOTIFICATION = z.looseObject({
  id: TEXT,
  topicArn: TEXT,
  at: TEXT,
  subject: z.optional(TEXT),
  message: TEXT,
  attributes: z.record(TEXT, z.looseObject({ type: TEXT, value: TEXT })),
});

const SAVED = z.looseObject({
  mails: z.array(MAIL),
  pending: z.array(
    z.looseObject({ subscriptionArn: TEXT, notification: NOTIFICATION, retries: z.number() }),
  ),
});

/** Throws at what no version of this emulator has saved. */
export function parseSavedState(saved: unknown): SavedState {
  return SAVED.parse(saved) as SavedState;
}
