import type { NowMs } from '../../shared/clock.ts';
import type { ToggleStore } from '../store/toggle-store.ts';

/** What answering the admin API needs. */
export interface AdminDependencies {
  readonly store: ToggleStore;
  readonly now: NowMs;
}
