import { exposureHour } from '../exposures/exposure-hour.ts';
import { type ExposureCount, PUBLIC_RELEASE } from '../exposures/exposure-store.ts';
import { type Rollout, stepOf } from './rollout.ts';

/** What a step has to show so far. */
export interface RolloutProgress {
  /** Below zero where the clock was set back. */
  readonly bakedMs: number;
  readonly bakeMs: number;
  /** Of the variant since the step began. */
  readonly exposures: number;
  readonly minExposures: number;
}

/** @param counts - of the toggle, from the hour of `rollout.since` on */
export function progressOf(
  rollout: Rollout,
  counts: readonly ExposureCount[],
  nowMs: number,
): RolloutProgress {
  const { bakeMs, minExposures } = stepOf(rollout);
  const sinceMs = Date.parse(rollout.since);
  const total = served(rollout, counts, (hour) => hour >= exposureHour(sinceMs));
  const exposures = Math.max(0, total - rollout.baseline);
  return { bakedMs: nowMs - sinceMs, bakeMs, exposures, minExposures };
}

/** How often the variant was served in the hour of this moment: what a step that begins now must not count as its own. */
export function baselineAt(
  rollout: Rollout,
  counts: readonly ExposureCount[],
  nowMs: number,
): number {
  return served(rollout, counts, (hour) => hour === exposureHour(nowMs));
}

/** Both must be enough: time shows what is slow to break, exposures that anybody was there to notice. */
export function isBaked(progress: RolloutProgress): boolean {
  return progress.bakedMs >= progress.bakeMs && progress.exposures >= progress.minExposures;
}

/** `12 of 30 min, 40 of 100 exposures`. */
export function progressText({ bakedMs, bakeMs, ...progress }: RolloutProgress): string {
  const baked = Math.max(0, Math.min(bakedMs, bakeMs));
  const exposures = `${progress.exposures} of ${progress.minExposures} exposures`;
  return `${minutes(baked)} of ${minutes(bakeMs)} min, ${exposures}`;
}

/** Whole where they are. */
function minutes(milliseconds: number): number {
  return Math.floor(milliseconds / 6_000) / 10;
}

function served(
  { key, variant }: Rollout,
  counts: readonly ExposureCount[],
  isMeant: (hour: string) => boolean,
): number {
  return counts
    .filter((each) => each.key === key && each.variant === variant && isMeant(each.hour))
    .filter(({ release }) => release !== PUBLIC_RELEASE)
    .reduce((sum, { count }) => sum + count, 0);
}
