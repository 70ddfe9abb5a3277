import type { Command } from 'commander';
import { eraseForm } from '../../functions/feedback/admin/admin-forms.ts';
import { eraseEmail } from '../../functions/feedback/edits/erase-email.ts';
import { contextOf } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { Progress } from '../progress.ts';
import { contactPagesOf, feedbackStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import { checked } from './checked.ts';
import { subjectsOf } from './subjects-of.ts';

/** `afterprod feedback erase <email>`. */
export function addErase(feedback: Command): void {
  feedback
    .command('erase <email>')
    .description('all feedback that came with this address, for good')
    .option('--yes', 'in prod, without a question', false)
    .action((email: string, { yes }: { yes: boolean }, command: Command) =>
      erase(email, yes, command),
    );
}

async function erase(written: string, yes: boolean, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const { email } = checked(eraseForm, { email: written });
  const where = await target();
  await confirm({ target: where, effect: [`erases all feedback of ${email}, for good`], yes });
  const atMs = await nowMs(where);
  const sources = {
    store: feedbackStoreOf(where, () => atMs),
    contacts: contactPagesOf(where),
    subjectOf: subjectsOf(where),
  };
  const progress = new Progress();
  let count = 0;
  let next: string | undefined;
  do {
    const part = await eraseEmail(sources, email, next);
    count += part.erased.length;
    next = part.next;
    progress.tell(`${count} erased`);
  } while (next !== undefined);
  progress.end();
  output.answer({ stage: where.stage, erased: count }, () => [
    `${count} erased in ${where.stage}.`,
  ]);
}
