import type { Contact } from '../../functions/feedback/contact.ts';
import type { FeedbackEvent } from '../../functions/feedback/feedback-event.ts';
import type { Mail } from '../../functions/feedback/mail/compose-mail.ts';
import { mailReporter } from '../../functions/feedback/mail/mail-reporter.ts';
import type { MailTask } from '../../functions/feedback/mail/mail-task.ts';
import { MemoryMailLedger } from '../../functions/feedback/mail/memory-mail-ledger.ts';
import { eventItems } from '../../functions/feedback/store/feedback-items.ts';
import { MemoryFeedbackStore } from '../../functions/feedback/store/memory-feedback-store.ts';
import { CONTACT, FEEDBACK } from './feedback-store-contract.ts';

export interface Sent extends Mail {
  readonly to: string;
  readonly url: string;
}

/** Feedback, the tasks that come of what happens to it, and the mails that come of those. */
export function mailDesk() {
  let nowMs = Date.parse(FEEDBACK.receivedAt);
  let trouble: Error | undefined;
  const now = () => nowMs;
  const store = new MemoryFeedbackStore(now);
  const ledger = new MemoryMailLedger(store, now);
  const sent: Sent[] = [];
  const unnoted: unknown[] = [];
  /** By feedback and sort key. */
  const events = new Map<string, FeedbackEvent>();
  const dependencies = {
    store,
    findEvent: async ({ id, sk }: MailTask) =>
      (await store.find(id)) ? events.get(`${id} ${sk}`) : undefined,
    key: async () => 'key',
    mails: {
      ledger,
      send: async (to: string, mail: Mail, url: string) => {
        if (trouble) throw trouble;
        sent.push({ to, url, ...mail });
      },
      product: 'The shop',
      feedbackUrl: 'https://api.example/v1/feedback',
      onUnnoted: (error: unknown) => unnoted.push(error),
    },
  };
  return {
    store,
    ledger,
    sent,
    unnoted,
    dependencies,
    now,
    later: (ms: number) => {
      nowMs += ms;
    },
    /** What SES answers from now on; undefined: it sends. */
    ses: (error: Error | undefined) => {
      trouble = error;
    },
    deliver: (task: MailTask, more: object = {}) =>
      mailReporter(task, { ...dependencies, ...more }),
    async post(id: string = FEEDBACK.id, contact: Contact = CONTACT): Promise<MailTask> {
      await store.add({ ...FEEDBACK, id }, contact);
      return { id, sk: 'CONTACT' };
    },
    /** The team does this; its task is to be delivered. */
    async happens(id: string, event: FeedbackEvent): Promise<MailTask> {
      const before = await store.find(id);
      if (!before) throw new Error(`${id} is not there`);
      const status = event.type === 'status' ? event.to : before.status;
      const after = await store.replace(before, { ...before, status }, [event]);
      const [item] = eventItems(after, [event]);
      if (!item) throw new Error('No event was kept');
      events.set(`${id} ${item.sk}`, event);
      return { id, sk: item.sk };
    },
  };
}
