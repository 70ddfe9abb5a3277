import type { Command } from 'commander';
import { requireFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { mergeInto } from '../../functions/feedback/edits/merge-into.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { wordsOf } from '../../functions/feedback/words-of.ts';
import { confirm } from '../confirmation.ts';
import { triageStoreOf } from '../stores.ts';
import { changeFeedback } from './changing.ts';
import { excerpt } from './feedback-words.ts';

/** `afterprod feedback merge <id> <into>`. */
export function addMerge(feedback: Command): void {
  feedback
    .command('merge <id> <into>')
    .description('put it into the topic of another that says the same')
    .option('--yes', 'in prod, without a question', false)
    .action((id: string, into: string, { yes }: { yes: boolean }, command: Command) =>
      changeFeedback(command, id, async (store, author, target) => {
        const effect = [await told('merges', store, id), await told('into', store, into)];
        await confirm({ target, effect, yes });
        const topics = triageStoreOf(target, () => Date.parse(author.at));
        return mergeInto({ store, topics }, { id, into }, author);
      }),
    );
}

async function told(what: string, store: FeedbackStore, id: string): Promise<string> {
  const { feedback } = await requireFeedback(store, id);
  return `${what} ${id}: ${excerpt(wordsOf(feedback))}`;
}
