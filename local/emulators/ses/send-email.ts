import { randomUUID } from 'node:crypto';
import type { Cloud, Operation } from '../../emulator.ts';
import type { Mail, Mailbox } from '../delivery/mailbox.ts';
import { type Email, parseEmail } from './email.ts';
import type { Senders } from './senders.ts';

/** SendEmail: into the mailbox, from whom the templates let send. */
export function sendEmail(cloud: Cloud, senders: Senders, mailbox: Mailbox): Operation {
  return {
    access: (input) => senders.accessFor(parseEmail(input)),
    async run(input) {
      const email = parseEmail(input);
      senders.check(email);
      const atMs = cloud.clock.now();
      const mail = toMail(email, atMs);
      mailbox.add(mail);
      const { to, subject } = mail;
      cloud.announce({ kind: 'message', atMs, protocol: 'email', to, subject });
      return { MessageId: mail.id };
    },
  };
}

function toMail({ from, to, subject, text, html, headers }: Email, atMs: number): Mail {
  return {
    id: `${atMs.toString(16).padStart(16, '0')}-${randomUUID()}-000000`,
    at: new Date(atMs).toISOString(),
    from: from.text,
    to: to.map((address) => address.text).join(', '),
    subject,
    body: text ?? html ?? '',
    ...(html === undefined ? {} : { html }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}
