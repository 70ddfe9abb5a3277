import type { Contact } from '../contact.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import { isClosed, type Status } from '../status.ts';
import { betaState, mayJoinBeta } from './beta-state.ts';
import type { OwnFeedback } from './own-feedback.ts';
import type { MailState, StatusView, TimelineEntry } from './reported-status.ts';

/** What a reporter sees of their feedback. */
export function statusView(own: OwnFeedback): StatusView {
  const { feedback, contact, events, isMailboxProven } = own;
  const { id, receivedAt, kind, message = '', text = message, status } = feedback;
  const timeline = events.flatMap(entryOf);
  const mail = contact && mailState(contact);
  const beta = contact && betaState(contact);
  return {
    id,
    receivedAt,
    kind,
    message: text,
    status,
    verdictDue: isVerdictDue(status),
    ...(mail && { mail }),
    mayConfirmMail: isMailboxProven && mail !== 'confirmed',
    ...(beta && { beta }),
    mayJoinBeta: contact !== undefined && mayJoinBeta(contact),
    timeline,
  };
}

/** What was shipped can be judged. */
export function isVerdictDue(status: Status): boolean {
  return isClosed(status) && status !== 'declined';
}

function mailState({ mailSecretHash, confirmedAt, stoppedAt }: Contact): MailState | undefined {
  if (stoppedAt !== undefined) return 'stopped';
  if (confirmedAt !== undefined) return 'confirmed';
  return mailSecretHash === undefined ? undefined : 'unconfirmed';
}

function entryOf(event: FeedbackEvent): TimelineEntry | [] {
  const { at } = event;
  if (event.type === 'status') {
    const { to: status, release, reason } = event;
    const by = { ...(release !== undefined && { release }), ...(reason && { reason }) };
    return { type: 'status', at, status, ...by };
  }
  if (event.type === 'reply') return { type: 'reply', at, text: event.text };
  if (event.type === 'verdict') return { type: 'verdict', at, verdict: event.text };
  return [];
}
