import type { ChallengeKeys } from './challenge-keys.ts';

/** What posts are to prove. */
export interface ChallengeState {
  /** Absent until the first challenge. */
  readonly keys?: ChallengeKeys;
  /** Until then posts need a solution. @default - they never did */
  readonly requiredUntilEpochSeconds?: number;
}

/** Where it stands whether posts are to prove something. Every adapter passes `describeChallengeStore` in test/support. */
export interface ChallengeStore {
  read(): Promise<ChallengeState>;

  /** Puts `after` in place of the keys that were read. False where somebody else was faster. */
  replaceKeys(before: ChallengeKeys | undefined, after: ChallengeKeys): Promise<boolean>;

  /**
   * Asks for solutions until then, or longer where that is asked already.
   *
   * @param keys - for where there are none yet: who asks for solutions must know whose
   */
  requireUntil(epochSeconds: number, keys: ChallengeKeys): Promise<void>;

  /** Counts one post, and gives how many there are of its minute: `2026-11-23T09:05`. */
  countPost(minute: string): Promise<number>;
}
