import type { Cloud } from '../emulator.ts';
import type { Mail } from '../emulators/delivery/mailbox.ts';

export type { Mail } from '../emulators/delivery/mailbox.ts';

const SENDERS = ['sns', 'ses'] as const;

/** The mails that SNS and SES would have sent, newest first. */
export async function readMailbox(cloud: Cloud): Promise<readonly Mail[]> {
  const lists = await Promise.all(
    SENDERS.map(async (service): Promise<readonly Mail[]> => {
      const { Messages } = await cloud.call(service, 'ListMailbox', {}, { kind: 'root' });
      return Messages;
    }),
  );
  return lists.flat().sort((left, right) => right.at.localeCompare(left.at));
}
