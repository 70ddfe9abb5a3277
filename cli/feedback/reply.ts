import type { Command } from 'commander';
import { MAX_REPLY, replyForm } from '../../functions/feedback/admin/admin-forms.ts';
import { editFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { replyTo } from '../../functions/feedback/edits/reply-to.ts';
import { changeFeedback } from './changing.ts';
import { checked } from './checked.ts';

/** `afterprod feedback reply <id> <text>`. */
export function addReply(feedback: Command): void {
  feedback
    .command('reply <id> <text>')
    .description(
      `say something to its sender, who sees it at the status page: at most ${MAX_REPLY} characters`,
    )
    .action((id: string, written: string, _, command: Command) => {
      const { text } = checked(replyForm, { text: written });
      return changeFeedback(command, id, (store, author) =>
        editFeedback(store, id, replyTo(text, author)),
      );
    });
}
