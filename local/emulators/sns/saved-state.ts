import { z } from 'zod/mini';
import type { Mail } from '../delivery/mailbox.ts';
import { SAVED_MAIL } from '../delivery/saved-mail.ts';
import type { PendingDelivery } from './deliveries.ts';

/** What survives a restart beside what the templates say. */
export interface SavedState {
  readonly mails: readonly Mail[];
  readonly pending: readonly PendingDelivery[];
}

const TEXT = z.string();

const NOTIFICATION = z.looseObject({
  id: TEXT,
  topicArn: TEXT,
  at: TEXT,
  subject: z.optional(TEXT),
  message: TEXT,
  attributes: z.record(TEXT, z.looseObject({ type: TEXT, value: TEXT })),
});

const SAVED = z.looseObject({
  mails: z.array(SAVED_MAIL),
  pending: z.array(
    z.looseObject({ subscriptionArn: TEXT, notification: NOTIFICATION, retries: z.number() }),
  ),
});

/** Throws at what no version of this emulator has saved. */
export function parseSavedState(saved: unknown): SavedState {
  return SAVED.parse(saved) as SavedState;
}
