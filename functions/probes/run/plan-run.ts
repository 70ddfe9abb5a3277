import type { Target } from '../targets/target.ts';

/** One target, once: each of them gets exactly one result. */
export interface Planned {
  readonly target: Target;
  /** From the start of the run. */
  readonly waitMs: number;
}

const MINUTE_MS = 60_000;

/**
 * What is probed in a run, and when. A target with `everySeconds` is due at seconds 0, 10, … of the scheduled minute; those
 * that a late start has missed are not made up.
 *
 * @param sinceTickMs - below zero where the schedule's clock is ahead of ours
 */
export function planRun(
  targets: readonly Target[],
  group: string,
  sinceTickMs: number,
): readonly Planned[] {
  return targets
    .filter((target) => target.group === group)
    .flatMap((target) =>
      waitsOf(target, Math.max(0, sinceTickMs)).map((waitMs) => ({ target, waitMs })),
    );
}

function waitsOf({ everySeconds }: Target, sinceTickMs: number): readonly number[] {
  if (everySeconds === undefined) return [0];
  const everyMs = everySeconds * 1_000;
  const missed = Math.min(Math.floor(sinceTickMs / everyMs), MINUTE_MS / everyMs - 1);
  const left = MINUTE_MS / everyMs - missed;
  return Array.from({ length: left }, (_, index) =>
    Math.max(0, (missed + index) * everyMs - sinceTickMs),
  );
}
