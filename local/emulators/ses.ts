import type { Cloud, Emulator, EmulatorHandle, Resource } from '../emulator.ts';
import { listMailbox } from './delivery/list-mailbox.ts';
import { Mailbox } from './delivery/mailbox.ts';
import { readConfigurationSet, readIdentity } from './ses/definitions.ts';
import { parseSavedState } from './ses/saved-state.ts';
import { sendEmail } from './ses/send-email.ts';
import { Senders } from './ses/senders.ts';

/**
 * SES v2, out of its sandbox: mails go into the local mailbox (`ListMailbox`, for the developer alone). Every identity
 * of a template counts as verified. Raw and templated mails, events, bounces and suppression are not emulated.
 */
export const ses: Emulator = {
  service: 'ses',
  resourceTypes: {
    'AWS::SES::EmailIdentity': {
      honoured: ['EmailIdentity', 'ConfigurationSetAttributes'],
      ignored: [
        'DkimAttributes',
        'DkimSigningAttributes',
        'FeedbackAttributes',
        'MailFromAttributes',
      ],
    },
    'AWS::SES::ConfigurationSet': {
      honoured: ['Name'],
      ignored: ['DeliveryOptions', 'ReputationOptions', 'SuppressionOptions', 'VdmOptions'],
    },
  },
  api: { signingName: 'ses', protocol: 'restJson', client: () => import('@aws-sdk/client-sesv2') },
  start,
};

async function start(cloud: Cloud): Promise<EmulatorHandle> {
  const save = () => cloud.state.save({ mails: mailbox.list() });
  const mailbox = new Mailbox(cloud.state.loadAs(parseSavedState)?.mails ?? [], save);
  const senders = new Senders(cloud);

  const create = async (resource: Resource) => {
    if (resource.type === 'AWS::SES::ConfigurationSet') {
      const name = readConfigurationSet(resource);
      senders.addConfigurationSet(name);
      return { ref: name, attributes: {} };
    }
    const identity = readIdentity(resource);
    senders.addIdentity(identity);
    return { ref: identity.name, attributes: dkimRecordsOf(identity.name) };
  };

  return {
    operations: {
      SendEmail: sendEmail(cloud, senders, mailbox),
      ListMailbox: listMailbox(mailbox),
    },
    create,
    update: create,
    stop: async () => save(),
  };
}

/** Names for the DNS records that a template may want to write; no DNS is asked here. */
function dkimRecordsOf(identity: string): Record<string, string> {
  const records = [1, 2, 3].flatMap((at) => [
    [`DkimDNSTokenName${at}`, `local${at}._domainkey.${identity}`],
    [`DkimDNSTokenValue${at}`, `local${at}.dkim.amazonses.com`],
  ]);
  return Object.fromEntries(records);
}
