import type { Verdict } from '../feedback-event.ts';
import type { Status } from '../status.ts';

/** One line that a reporter may read: who of the team did it, what it is linked to and whose duplicate it is stays inside. */
export type TimelineEntry =
  | {
      readonly type: 'status';
      readonly at: string;
      readonly status: Status;
      readonly release?: string;
      /** The release had shipped it, and was taken back. @default - it was not so */
      readonly reason?: 'taken-back';
    }
  | { readonly type: 'reply'; readonly at: string; readonly text: string }
  | { readonly type: 'verdict'; readonly at: string; readonly verdict: Verdict };

/** Whether mails tell the reporter what becomes of their feedback: only once they confirmed, until they stop them. */
export const MAIL_STATES = ['unconfirmed', 'confirmed', 'stopped'] as const;

export type MailState = (typeof MAIL_STATES)[number];

/**
 * Whether the reporter is a beta tester by this feedback: the mailbox is not confirmed yet, it is under way, they are, nobody
 * more is taken, or they left.
 */
export const BETA_STATES = ['unconfirmed', 'joining', 'in', 'closed', 'out'] as const;

export type BetaState = (typeof BETA_STATES)[number];

/** What a reporter sees of their feedback. */
export interface StatusView {
  readonly id: string;
  readonly receivedAt: string;
  readonly kind: string;
  /** Their own words; without what is personal in them as soon as triage has seen them. */
  readonly message: string;
  readonly status: Status;
  /** Whether a verdict is asked for. */
  readonly verdictDue: boolean;
  /** Absent where no mail was sent, or the address is not kept any more. */
  readonly mail?: MailState;
  /** Whether mails may be confirmed with the secret that was sent: it came by mail. */
  readonly mayConfirmMail: boolean;
  /** Absent where that was never asked for, or the address is not kept any more. */
  readonly beta?: BetaState;
  /** Whether they may ask to be let in. */
  readonly mayJoinBeta: boolean;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
}
