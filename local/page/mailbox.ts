import type { Cloud } from '../emulator.ts';

/** An e-mail that SNS delivered. */
export interface Mail {
  /** Driven time, ISO 8601. */
  readonly at: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly body: string;
}

/** The local mailbox, newest first. */
export async function readMailbox(cloud: Cloud): Promise<readonly Mail[]> {
  const { Messages = [] } = await cloud.call('sns', 'ListMailbox', {}, { kind: 'root' });
  return Messages;
}
