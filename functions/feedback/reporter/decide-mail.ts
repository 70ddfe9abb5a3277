import { Problem } from '../../shared/problem.ts';
import type { ContactChange } from '../contact.ts';
import type { OwnFeedback } from './own-feedback.ts';

/**
 * What the reporter's word on mails makes of the contact; undefined where nothing has to change, so that a request may be
 * sent again. Mails are stopped with either secret, and confirmed with that of a mail alone: the other one may be held
 * by whoever typed in somebody else's address.
 */
export function decideMail(
  { contact, isMailboxProven }: OwnFeedback,
  wish: 'confirmed' | 'stopped',
  at: string,
): ContactChange | undefined {
  if (wish === 'stopped') {
    const isDone = !contact || contact.stoppedAt !== undefined;
    return isDone ? undefined : { stoppedAt: at };
  }
  if (!isMailboxProven) {
    throw new Problem(
      'mailbox_unproven',
      'Mails are confirmed by the link in the mail that was sent',
    );
  }
  const { confirmedAt, stoppedAt } = contact ?? {};
  if (confirmedAt !== undefined && stoppedAt === undefined) return undefined;
  return { confirmedAt: confirmedAt ?? at, stoppedAt: null };
}
