import type { Command } from 'commander';
import { statusForm } from '../../functions/feedback/admin/admin-forms.ts';
import { editFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { setStatus } from '../../functions/feedback/edits/set-status.ts';
import { changeFeedback } from './changing.ts';
import { checked } from './checked.ts';

/** `afterprod feedback status <id> <status>`. */
export function addStatus(feedback: Command): void {
  feedback
    .command('status <id> <status>')
    .description('planned, in-progress, shipped or declined: its sender sees it at the status page')
    .action((id: string, wanted: string, _, command: Command) => {
      const { status } = checked(statusForm, { status: wanted });
      return changeFeedback(command, id, (store, author) =>
        editFeedback(store, id, setStatus(status, author)),
      );
    });
}
