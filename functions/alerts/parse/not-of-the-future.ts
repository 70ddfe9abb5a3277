import { isoTime } from '../../shared/clock.ts';
import type { Transition } from '../transition.ts';

/** Clocks differ by less. */
export const MOST_AHEAD_MS = 120_000;

/** A change that is said to come to pass later happened now: all that truly follows would be older, and count for nothing. */
export function notOfTheFuture(transition: Transition, nowMs: number): Transition {
  if (Date.parse(transition.at) <= nowMs + MOST_AHEAD_MS) return transition;
  return { ...transition, at: isoTime(nowMs) };
}
