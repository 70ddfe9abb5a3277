import { firstKeys } from './challenge-keys.ts';
import type { ChallengeStore } from './challenge-store.ts';

export interface RateWatch {
  readonly store: Pick<ChallengeStore, 'countPost' | 'requireUntil'>;
  /** So many posts in a minute are usual. */
  readonly challengeAbove: number;
  readonly newKey: () => string;
}

/** A flood is over when there was no minute of it for so long. */
const ASKED_SECONDS = 10 * 60;

/** The first post above, and some after it, should asking have failed then; not all, for there may be many. */
const ASK_AT_EACH = 10;

/** Counts a post, spam or not, and asks all posts for solutions once there are more in a minute than is usual. */
export async function watchRate(
  receivedAt: string,
  { store, challengeAbove, newKey }: RateWatch,
): Promise<void> {
  const count = await store.countPost(receivedAt.slice(0, '2026-11-23T09:05'.length));
  if (count <= challengeAbove || (count - challengeAbove) % ASK_AT_EACH !== 1) return;
  const receivedMs = Date.parse(receivedAt);
  const until = Math.floor(receivedMs / 1000) + ASKED_SECONDS; // of a flood long past it is over already
  await store.requireUntil(until, firstKeys(newKey(), receivedMs));
}
