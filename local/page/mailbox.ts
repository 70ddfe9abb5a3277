import type { Cloud } from '../emulator.ts';
import type { Mail } from '../emulators/sns/mailbox.ts';

export type { Mail } from '../emulators/sns/mailbox.ts';

/** The mails that SNS would have sent, newest first. */
export async function readMailbox(cloud: Cloud): Promise<readonly Mail[]> {
  const { Messages } = await cloud.call('sns', 'ListMailbox', {}, { kind: 'root' });
  return Messages;
}
