import type { NowMs } from '../../shared/clock.ts';
import type { ContactPages } from '../edits/erase-email.ts';
import type { StatisticsSources } from '../statistics/read-statistics.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';

/** What answering the admin API needs. */
export interface AdminDependencies extends StatisticsSources {
  readonly store: FeedbackStore;
  readonly contacts: ContactPages;
  readonly now: NowMs;
}
