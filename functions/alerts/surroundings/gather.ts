import type { FeedbackCounts } from '../../feedback/statistics/feedback-counts.ts';
import type { ReleaseStore } from '../../releases/release-store.ts';
import { type StartTimer, systemTimer } from '../../shared/timer.ts';
import type { HistoryEntry } from '../../toggles/store/change.ts';
import { feedbackLately } from './feedback-lately.ts';
import { liveRelease } from './live-release.ts';
import type { SurroundingPart, Surroundings } from './surroundings.ts';
import { toggleChanges } from './toggle-changes.ts';

export interface SurroundingSources {
  readonly releases: Pick<ReleaseStore, 'current' | 'deploymentsOf'>;
  /** The latest changes of toggles, the newest first. */
  readonly history: (limit: number) => Promise<readonly HistoryEntry[]>;
  readonly counts: FeedbackCounts;
}

export interface GatherOptions {
  readonly nowMs: number;
  /** Told of what could not be found out. */
  readonly report: (part: SurroundingPart, error: unknown) => void;
  /** @default - the system's */
  readonly startTimer?: StartTimer;
}

/** Nobody waits longer for words that only help. */
const PATIENCE_MS = 3_000;

/** Changes of one evening; what is older than six hours is left out of them. */
const MOST_CHANGES = 50;

/** Looks up what may have to do with an alert that began then. What does not answer in time is named, and left out. */
export async function gather(
  beganAt: string,
  { releases, history, counts }: SurroundingSources,
  { nowMs, report, startTimer = systemTimer }: GatherOptions,
): Promise<Surroundings> {
  const unavailable: SurroundingPart[] = [];
  const found = async <T>(part: SurroundingPart, look: Promise<T>): Promise<T | undefined> => {
    try {
      return await inTime(look, startTimer);
    } catch (error) {
      unavailable.push(part);
      report(part, error);
      return undefined;
    }
  };
  const [release, toggles = [], feedback] = await Promise.all([
    found('release', liveRelease(releases)),
    found('toggles', changesSince(beganAt, history)),
    found('feedback', feedbackLately(counts, nowMs)),
  ]);
  return {
    ...(release && { release }),
    toggles,
    ...(feedback && { feedback }),
    unavailable: unavailable.sort(),
  };
}

async function changesSince(beganAt: string, history: SurroundingSources['history']) {
  return toggleChanges(await history(MOST_CHANGES), beganAt);
}

function inTime<T>(work: Promise<T>, startTimer: StartTimer): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = startTimer(
      () => reject(new Error(`no answer within ${PATIENCE_MS} ms`)),
      PATIENCE_MS,
    );
    work.then(resolve, reject).finally(stop);
  });
}
