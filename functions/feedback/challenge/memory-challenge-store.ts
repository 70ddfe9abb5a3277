import type { ChallengeKeys } from './challenge-keys.ts';
import type { ChallengeState, ChallengeStore } from './challenge-store.ts';

/** For tests: gone with the process. */
export class MemoryChallengeStore implements ChallengeStore {
  #state: ChallengeState = {};
  readonly #posts = new Map<string, number>();

  async read(): Promise<ChallengeState> {
    return this.#state;
  }

  async replaceKeys(before: ChallengeKeys | undefined, after: ChallengeKeys): Promise<boolean> {
    if (this.#state.keys?.fromEpochSeconds !== before?.fromEpochSeconds) return false;
    this.#state = { ...this.#state, keys: after };
    return true;
  }

  async requireUntil(epochSeconds: number, keys: ChallengeKeys): Promise<void> {
    const { requiredUntilEpochSeconds = 0 } = this.#state;
    if (requiredUntilEpochSeconds >= epochSeconds) return;
    this.#state = { keys, ...this.#state, requiredUntilEpochSeconds: epochSeconds };
  }

  async countPost(minute: string): Promise<number> {
    const count = (this.#posts.get(minute) ?? 0) + 1;
    this.#posts.set(minute, count);
    return count;
  }
}
