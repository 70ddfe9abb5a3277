import { BadRequestException, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail } from './compose-mail.ts';
import { encodedName } from './encoded-name.ts';
import { RefusedAddress } from './mail-reporter.ts';

/** Who writes. */
export interface Sender {
  /** An address that SES has verified, or whose domain it has. */
  readonly from: string;
  /** The name beside it. */
  readonly name: string;
  /** @default - answers go to `from` */
  readonly replyTo?: string;
  readonly configurationSet: string;
}

const UTF8 = 'UTF-8';

/** Mails through SES. */
export class SesMailer {
  readonly #client: SESv2Client;
  readonly #sender: Sender;

  constructor(client: SESv2Client, sender: Sender) {
    this.#client = client;
    this.#sender = sender;
  }

  /** @param url - where its reader can end these mails */
  async send(to: string, mail: Mail, url: string): Promise<void> {
    try {
      await this.#client.send(this.#command(to, mail, url));
    } catch (error) {
      // What SES cannot read is the address: visitors type it in. What it does not accept of us has other names.
      if (error instanceof BadRequestException)
        throw new RefusedAddress('SES cannot read the address');
      throw error;
    }
  }

  #command(to: string, { subject, text, html }: Mail, url: string): SendEmailCommand {
    const { from, name, replyTo, configurationSet } = this.#sender;
    return new SendEmailCommand({
      FromEmailAddress: `${encodedName(name)} <${from}>`,
      Destination: { ToAddresses: [to] },
      ...(replyTo !== undefined && { ReplyToAddresses: [replyTo] }),
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: UTF8 },
          Body: { Text: { Data: text, Charset: UTF8 }, Html: { Data: html, Charset: UTF8 } },
          Headers: [
            { Name: 'List-Unsubscribe', Value: `<${url}>` },
            { Name: 'Auto-Submitted', Value: 'auto-generated' }, // no absence note answers it
          ],
        },
      },
      ConfigurationSetName: configurationSet,
    });
  }
}
