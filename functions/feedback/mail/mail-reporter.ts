import type { SecretKey } from '../../shared/secret-key.ts';
import { Unavailable } from '../../shared/unavailable.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import { secretHashOf } from '../item-secret.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { subjectOf } from '../subjects/subject-of.ts';
import { chooseLetter } from './choose-letter.ts';
import { composeMail, type Mail } from './compose-mail.ts';
import type { Letter } from './letter.ts';
import type { Mailing, MailLedger } from './mail-ledger.ts';
import { mailSecretOf } from './mail-secret.ts';
import type { MailTask } from './mail-task.ts';
import { type News, newsOf } from './news.ts';

export interface MailReporterDependencies {
  readonly store: Pick<FeedbackStore, 'read' | 'nameSubject'>;
  /** The event that a task names; undefined where it names none, or it is gone. */
  readonly findEvent: (task: MailTask) => Promise<FeedbackEvent | undefined>;
  readonly key: SecretKey;
  /** @default - no mails: addresses are named alone */
  readonly mails?: MailsDependencies;
}

export interface MailsDependencies {
  readonly ledger: MailLedger;
  /** Rejects where it is not sent, with `RefusedAddress` where it never can be. */
  readonly send: (to: string, mail: Mail, url: string) => Promise<void>;
  /** What the feedback is about, as users know it. */
  readonly product: string;
  /** Where feedback is posted to. */
  readonly feedbackUrl: string;
  /** Told where a mail was sent, and that it was could not be noted. */
  readonly onUnnoted: (error: unknown) => void;
}

/** The mail service takes no mail for this address, today or later. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

/**
 * Lets new contacts be found by their address, and writes to reporters. It may end after any step, and run again: what
 * was sent is not sent again.
 */
export async function mailReporter(
  task: MailTask,
  { store, findEvent, key: readKey, mails }: MailReporterDependencies,
): Promise<void> {
  const news = newsOf(task, await findEvent(task));
  const found = news && (await store.read(news.id));
  if (!news || !found?.contact) return;
  const { feedback, contact } = found;
  const key = await readKey();
  const subject = subjectOf(key, contact.email);
  if (contact.subject !== subject) await store.nameSubject(news.id, subject);
  const letter = mails && chooseLetter(found, news);
  if (!mails || !letter) return;
  const secret = mailSecretOf(key, news.id);
  const url = `${mails.feedbackUrl}/${news.id}#${secret}`;
  const { product } = mails;
  const mail = composeMail(letter, { product, url, locale: feedback.context.locale });
  const mailing = mailingOf(letter, news, secretHashOf(secret), subject);
  await sendOnce(mailing, mails, () => mails.send(contact.email, mail, url));
}

function mailingOf(
  letter: Letter,
  { id, name }: News,
  secretHash: string,
  subject: string,
): Mailing {
  if (letter.kind !== 'ask') return { id, name, secretHash };
  return { id, name: 'ASK', secretHash, asks: subject };
}

async function sendOnce(
  mailing: Mailing,
  { ledger, onUnnoted }: MailsDependencies,
  send: () => Promise<void>,
): Promise<void> {
  const claim = await ledger.claim(mailing);
  if (claim === 'busy') throw new Unavailable('Somebody else is sending it, or was cut off');
  if (claim !== 'claimed') return;
  try {
    await send();
  } catch (error) {
    const after =
      error instanceof RefusedAddress ? ledger.settle(mailing) : ledger.release(mailing);
    await after.catch(onUnnoted); // the claim runs out by itself
    throw error;
  }
  await ledger.settle(mailing).catch(onUnnoted); // failing would bring the task again, and a second mail
}
