import type { StartTimer } from '../../shared/timer.ts';
import { waitAtMost } from '../reader/wait-at-most.ts';
import { ExposureCounter } from './exposure-counter.ts';
import { ExposureRecorder, type ExposureRecorderOptions } from './exposure-recorder.ts';

export interface CountedExposuresOptions extends Omit<ExposureRecorderOptions, 'counter'> {
  /** What servings are counted under. */
  readonly release: string;
  /** Longest wait for the table at the end of an invocation. */
  readonly waitLimitMs: number;
  /** @default - the container's own timers */
  readonly startTimer?: StartTimer;
}

/** What a function counts, and how it is stored. */
export interface CountedExposures {
  readonly counter: ExposureCounter;
  /** Stores what was counted, when it is due. Ends in time, and never rejects. */
  flush(): Promise<void>;
}

/** Counting with a limit to what it may cost an invocation. */
export function countExposures(options: CountedExposuresOptions): CountedExposures {
  const { release, waitLimitMs, startTimer, ...rest } = options;
  const counter = new ExposureCounter(rest.now, release);
  const recorder = new ExposureRecorder({ ...rest, counter });
  return {
    counter,
    async flush() {
      await waitAtMost(waitLimitMs, recorder.flush(), startTimer);
    },
  };
}
