/** One mail about one piece of feedback. */
export interface Mailing {
  readonly id: string;
  /** Tells it from the other mails about this feedback. */
  readonly name: string;
  /** Of the secret in its link. */
  readonly secretHash: string;
  /** Whose address it is, where it asks whether mails may come: nobody is asked more than once a day. @default - no question */
  readonly asks?: string;
}

/**
 * - `claimed`: send it, then `settle` or `release`.
 * - `settled`: it was sent, or never can be.
 * - `busy`: somebody is sending it, or was cut off at it: it can be claimed again in two minutes.
 * - `asked`: this address was asked today, about other feedback perhaps.
 * - `unwanted`: feedback or contact are gone, over their time, or mails were stopped.
 */
export type Claim = 'claimed' | 'settled' | 'busy' | 'asked' | 'unwanted';

/** Which mails were sent: streams deliver at least once, and mailboxes forget nothing. Adapters pass `describeMailLedger`. */
export interface MailLedger {
  /** Notes, before it is sent, that it is; and the hash of its secret in the contact, so that its link opens. */
  claim(mailing: Mailing): Promise<Claim>;

  /** It was sent, or never can be. */
  settle(mailing: Mailing): Promise<void>;

  /** It was not sent: whoever comes next may claim it. */
  release(mailing: Mailing): Promise<void>;
}

/** So long one who claimed it has to send it; a function runs for a minute. */
export const LEASE_MS = 120_000;
export const ASKED_MS = 24 * 60 * 60 * 1000;
