import type { Command } from 'commander';
import { linkForm } from '../../functions/feedback/admin/admin-forms.ts';
import { changeLink } from '../../functions/feedback/change-link.ts';
import { editFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { linkTo } from '../../functions/feedback/edits/link-to.ts';
import { linkedChange } from '../../functions/feedback/shipping/linked-change.ts';
import { requireToggle } from '../../functions/toggles/edits/require-toggle.ts';
import { readStageToggles } from '../../functions/toggles/stage-toggles.ts';
import { toggleStoreOf } from '../stores.ts';
import type { Target } from '../target.ts';
import { type Act, changeFeedback } from './changing.ts';
import { checked, orWrongUse } from './checked.ts';

/** Good to keep beside it all the same: an issue, or a page of somebody else's. */
const NEVER_SHIPPED =
  'This address names no commit and no pull request, so no release can have it: set the status yourself when it is shipped.';

/** `afterprod feedback link <id> <change>`. */
export function addLink(feedback: Command): void {
  feedback
    .command('link <id> <change>')
    .description('tie it to what mends it: a commit, owner/repo#12, or an https address')
    .option('--toggle <key>', 'the toggle that it is behind: shipped where that is on, too')
    .action((id: string, change: string, options: { toggle?: string }, command: Command) => {
      const link = orWrongUse(() => changeLink(change));
      const { toggle } = checked(linkForm, { to: link, toggle: options.toggle });
      const act: Act = async (store, author, where) => {
        if (toggle !== undefined) await requireStageToggle(where, toggle);
        return editFeedback(store, id, linkTo(link, author, toggle));
      };
      return changeFeedback(command, id, act, linkedChange(link) ? undefined : NEVER_SHIPPED);
    });
}

/** What is misspelt would never be on. */
async function requireStageToggle(where: Target, key: string): Promise<void> {
  requireToggle((await readStageToggles(toggleStoreOf(where))).document, key);
}
