import type { Command } from 'commander';
import { listQuery } from '../../functions/feedback/admin/admin-forms.ts';
import { listingOf } from '../../functions/feedback/admin/admin-listing.ts';
import { feedbackView } from '../../functions/feedback/feedback-view.ts';
import { cursorOf } from '../../functions/feedback/listing/cursor.ts';
import { listFeedback } from '../../functions/feedback/listing/list-feedback.ts';
import { contextOf } from '../command-context.ts';
import type { Output } from '../output.ts';
import { feedbackStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import { checked, orWrongUse } from './checked.ts';
import { feedbackLines } from './feedback-words.ts';
import { type FilterOptions, filterQuery, withFilterOptions } from './filter-options.ts';

interface ListOptions extends FilterOptions {
  readonly limit: string;
  readonly cursor?: string;
}

/** `afterprod feedback list`. */
export function addList(feedback: Command): void {
  withFilterOptions(feedback.command('list'))
    .description('what users said, the newest first')
    .option('--limit <count>', 'how many: 1 to 100', '20')
    .option('--cursor <cursor>', 'where the page before has ended')
    .action((options: ListOptions, command: Command) => list(options, command));
}

async function list(options: ListOptions, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const { limit, cursor } = options;
  const query = checked(listQuery, { ...filterQuery(options), limit, cursor });
  const listing = orWrongUse(() => listingOf(query));
  const where = await target();
  const atMs = await nowMs(where);
  const page = await listFeedback(
    feedbackStoreOf(where, () => atMs),
    listing,
  );
  const items = page.items.map(feedbackView);
  const next = page.next === undefined ? undefined : cursorOf(page.next);
  output.answer({ items, examined: page.examined, ...(next && { next }) }, () => [
    ...items.flatMap((item) => feedbackLines(item, output)),
    ...(items.length === 0 && !next ? ['Nothing that fits.'] : []),
    ...(next ? [nextLine(items.length, page.examined, next, output)] : []),
  ]);
}

/** A search looks at a window at a time: then it says how far it came. */
function nextLine(found: number, examined: number, next: string, { paint }: Output): string {
  const looked = found < examined ? `${examined} looked at, ${found} found. ` : '';
  return paint('dim', `${looked}Older ones: --cursor ${next}`);
}
