import type { Command } from 'commander';
import { changeLink } from '../../functions/feedback/change-link.ts';
import { editFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { linkTo } from '../../functions/feedback/edits/link-to.ts';
import { changeFeedback } from './changing.ts';
import { orWrongUse } from './checked.ts';

/** `afterprod feedback link <id> <change>`. */
export function addLink(feedback: Command): void {
  feedback
    .command('link <id> <change>')
    .description('tie it to what mends it: a commit, owner/repo#12, or an https address')
    .action((id: string, change: string, _, command: Command) => {
      const link = orWrongUse(() => changeLink(change));
      return changeFeedback(command, id, (store, author) =>
        editFeedback(store, id, linkTo(link, author)),
      );
    });
}
