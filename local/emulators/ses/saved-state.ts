import { z } from 'zod/mini';
import type { Mail } from '../delivery/mailbox.ts';
import { SAVED_MAIL } from '../delivery/saved-mail.ts';

const SAVED = z.looseObject({ mails: z.array(SAVED_MAIL) });

/** What survives a restart; throws at what no version of this emulator has saved. */
export function parseSavedState(saved: unknown): { readonly mails: readonly Mail[] } {
  return SAVED.parse(saved) as { readonly mails: readonly Mail[] };
}
