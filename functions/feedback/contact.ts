import type { NewFeedback } from './feedback-schema.ts';

/** Where the reporter wants an answer. Kept apart from the feedback, and for less time. */
export interface Contact {
  readonly email: string;
  /** When the reporter allowed mails about this feedback: ISO 8601, UTC. */
  readonly consentedAt: string;
  /** When the link in the first mail was followed. @default - not yet: nothing else may be sent */
  readonly confirmedAt?: string;
  /** The keyed hash of the address, which finds all that came from it. @default - not there yet: the stream brings it */
  readonly subject?: string;
  /** SHA-256 of the secret in the links of mails: who has that reads the mailbox. @default - no mail was sent */
  readonly mailSecretHash?: string;
  /** Since when the reporter wants no more mails. @default - they may come */
  readonly stoppedAt?: string;
  /** Whether the reporter wants to try what is not for everybody yet. @default - not said */
  readonly beta?: BetaWish;
  /** What came of it. @default - nothing yet */
  readonly betaOutcome?: BetaOutcome;
}

export interface BetaWish {
  /** How toggles know the reporter. */
  readonly targetingKey: string;
  readonly wish: 'in' | 'out';
  /** Counts how often the wish was said, from 1. */
  readonly turn: number;
}

export interface BetaOutcome {
  /** Of the wish that it came of. */
  readonly turn: number;
  /** `closed`: nobody more is taken. */
  readonly outcome: 'in' | 'closed';
}

/** What is kept of what was sent. */
export function contactOf(
  { email, beta }: NonNullable<NewFeedback['contact']>,
  consentedAt: string,
): Contact {
  return { email, consentedAt, ...(beta && { beta: { ...beta, wish: 'in', turn: 1 } }) };
}

/** What of a contact may change; what is left out stays, null takes it away. */
export type ContactChange = {
  readonly [Name in 'confirmedAt' | 'mailSecretHash' | 'stoppedAt' | 'beta' | 'betaOutcome']?:
    | Contact[Name]
    | null;
};
