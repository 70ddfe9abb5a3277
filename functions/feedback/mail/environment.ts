import type { Sender } from './ses-mailer.ts';

/** What the function behind the mails reads from its environment; the construct writes it. */
export interface MailEnvironment {
  readonly TABLE_NAME: string;
  /** ARN of the key of subjects and of the secrets in mails. */
  readonly KEY_SECRET_ARN: string;
  /** Where feedback is posted to: status pages are below it. */
  readonly FEEDBACK_URL: string;
  /** JSON of a `Sender`; `null` where no mails are sent. */
  readonly MAIL_SENDER: string;
  /** The queue of what can never be worked on. */
  readonly DEAD_LETTERS_URL: string;
}

/** In data that our construct wrote. */
export function senderOf({
  MAIL_SENDER,
}: Pick<MailEnvironment, 'MAIL_SENDER'>): Sender | undefined {
  return (JSON.parse(MAIL_SENDER) as Sender | null) ?? undefined;
}
