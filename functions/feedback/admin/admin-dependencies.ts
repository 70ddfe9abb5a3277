import type { NowMs } from '../../shared/clock.ts';
import type { EraseSources } from '../edits/erase-email.ts';
import type { MergeStores } from '../edits/merge-into.ts';
import type { StatisticsSources } from '../statistics/read-statistics.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';

/** What answering the admin API needs. */
export interface AdminDependencies extends StatisticsSources, EraseSources {
  readonly store: FeedbackStore;
  readonly topics: MergeStores['topics'];
  readonly now: NowMs;
}
