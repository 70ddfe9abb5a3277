import { AwsError } from '../../aws-error.ts';
import type { Operation } from '../../emulator.ts';
import type { Mailbox } from './mailbox.ts';

/** Not one of AWS's operations: what the mailbox page and the command line show, newest first. */
export function listMailbox(mailbox: Mailbox): Operation {
  return {
    access: () => [],
    async run(_input, { principal }) {
      if (principal.kind === 'root') return { Messages: [...mailbox.list()].reverse() };
      throw new AwsError('AccessDeniedException', 'The local mailbox is for the developer.', {
        statusCode: 403,
      });
    },
  };
}
