import type { Kind } from './form-values.ts';

/** All that the widget says, in one language. Plain text: markup would be shown as it is. */
export interface Dictionary extends Readonly<Record<Kind, string>> {
  readonly title: string;
  /** Above the choice of kinds. */
  readonly kind: string;
  readonly message: string;
  /** The question above each scale. */
  readonly thumb: string;
  readonly csat: string;
  readonly nps: string;
  /** The two thumbs. */
  readonly down: string;
  readonly up: string;
  readonly email: string;
  readonly consent: string;
  /** The wish to be a beta tester. */
  readonly beta: string;
  /** The button that leads to a screenshot. */
  readonly screenshot: string;
  /** What is sent along without being asked for: `{parts}` are those of the next lines that are. */
  readonly context: string;
  readonly page: string;
  readonly toggles: string;
  /** Of the page. */
  readonly errors: string;
  /** How toggles know a beta tester. */
  readonly tester: string;
  readonly browser: string;
  readonly send: string;
  readonly cancel: string;
  readonly close: string;
  readonly sending: string;
  /** The browser has to work for it, for about `{seconds}`. Closing the dialog stops that. */
  readonly working: string;
  readonly messageMissing: string;
  readonly messageTooLong: string;
  readonly emailWrong: string;
  /** Who wants to be a beta tester has left no address. */
  readonly betaEmail: string;
  readonly consentMissing: string;
  readonly thanks: string;
  /** After the thanks, for who left an address. Whether a mail is sent, the API does not tell. */
  readonly mailbox: string;
  /** The link to the status page. */
  readonly follow: string;
  /** It did not get through yet. */
  readonly kept: string;
  /** It was turned down, and the words are still in the form. */
  readonly refused: string;
}
