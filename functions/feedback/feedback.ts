import type { Attachment } from './attachments/attachment.ts';
import type { NewFeedback } from './feedback-schema.ts';
import type { Status } from './status.ts';

/** One visitor's feedback, as it is kept. Whom to answer is not part of it: see `Contact`. */
export interface Feedback extends Omit<NewFeedback, 'message' | 'contact' | 'form'> {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** The visitor's own words. Gone as soon as triage has written `text`. */
  readonly message?: string;
  /** The words without what is personal in them. */
  readonly text?: string;
  readonly status: Status;
  /** Grows by one with every change, from 1. */
  readonly revision: number;
  /** SHA-256 of the reporter's secret, which is kept nowhere. */
  readonly secretHash: string;
  /** Id of the group of near-duplicates that it belongs to. */
  readonly topic?: string;
  /** How it was filled in. @default - no form told */
  readonly form?: FilledForm;
  /** 0 to 1. */
  readonly spamScore?: number;
  /** Pictures that its reporter asked to send along, oldest first. @default - none */
  readonly attachments?: readonly Attachment[];
}

/** What is kept of how a form was filled in: not what stands in the trap, for a browser may have put a name there. */
export interface FilledForm {
  readonly isTrapped: boolean;
  readonly timeToFillMs?: number | undefined;
}

/** What the visitor's client learns: enough to ask about it later. */
export interface Receipt {
  readonly id: string;
  readonly receivedAt: string;
}

/** Makes feedback of what was sent. Where the page did not name its release, it was the one that is live. */
export function receive(
  sent: NewFeedback,
  { id, receivedAt }: Receipt,
  secretHash: string,
  currentRelease: string | undefined,
): Feedback {
  const { contact: _contact, form, ...said } = sent;
  const release = sent.context.release ?? currentRelease;
  const context = release === undefined ? sent.context : { ...sent.context, release };
  const filled = form && { form: filledForm(form) };
  return { id, receivedAt, ...said, context, ...filled, status: 'new', revision: 1, secretHash };
}

function filledForm({ trap = '', timeToFillMs }: NonNullable<NewFeedback['form']>): FilledForm {
  return { isTrapped: trap !== '', timeToFillMs };
}
