import type { Cloud } from '../emulator.ts';

/** An e-mail that SNS delivered. */
export interface Mail {
  readonly id: string;
  /** Driven time, ISO 8601. */
  readonly at: string;
  readonly topicArn: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** The local mailbox, newest first. */
export async function readMailbox(cloud: Cloud): Promise<readonly Mail[]> {
  const { Mails } = await cloud.call('sns', 'ListMailbox', {}, { kind: 'root' });
  return [...Mails].reverse();
}
