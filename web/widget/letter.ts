/** One feedback on its way. */
export interface Letter {
  /** The Idempotency-Key of every attempt: however often it is sent, it is kept once. */
  readonly key: string;
  /** The same bytes at every attempt. */
  readonly body: string;
  readonly writtenAtMs: number;
  readonly attempts: number;
  /** Not before, unless the network has just come back. */
  readonly notBeforeMs: number;
  /** The API asked for so much patience (Retry-After): until then nothing is sent at all. 0: it did not. */
  readonly holdUntilMs: number;
}

/** More are not kept: the oldest goes first. */
export const MAX_LETTERS = 10;

/** Words are moot by then, and should not lie on a shared computer. */
export const LIFETIME_MS = 7 * 24 * 60 * 60 * 1_000;

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 10 * 60_000;

export function newLetter(key: string, body: string, nowMs: number): Letter {
  return { key, body, writtenAtMs: nowMs, attempts: 0, notBeforeMs: nowMs, holdUntilMs: 0 };
}

/** The letters that stay, oldest first: those that are not too old, and not too many. */
export function kept(letters: readonly Letter[], nowMs: number): readonly Letter[] {
  return letters
    .filter(({ writtenAtMs }) => nowMs - writtenAtMs < LIFETIME_MS)
    .sort((a, b) => a.writtenAtMs - b.writtenAtMs)
    .slice(-MAX_LETTERS);
}

/** When this one may be sent, beside the others that wait. */
export function dueAtMs({ notBeforeMs }: Letter, waiting: readonly Letter[]): number {
  return Math.max(notBeforeMs, ...waiting.map(({ holdUntilMs }) => holdUntilMs));
}

/**
 * The letter after an attempt that came to nothing. The waits double, and differ, so that not all pages come back at once.
 *
 * @param random - from 0 to under 1
 * @param retryAfterMs - what the API asked for
 */
export function postponed(
  letter: Letter,
  nowMs: number,
  random: number,
  retryAfterMs: number | undefined,
): Letter {
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** letter.attempts, LONGEST_WAIT_MS);
  return {
    ...letter,
    attempts: letter.attempts + 1,
    notBeforeMs: nowMs + Math.ceil(waitMs * (0.5 + random / 2)), // timers cut fractions off
    holdUntilMs: retryAfterMs === undefined ? 0 : nowMs + retryAfterMs,
  };
}
