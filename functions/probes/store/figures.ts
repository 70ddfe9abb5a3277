import type { ProbeResult } from '../targets/probe-result.ts';
import type { Figures } from './probe-store.ts';

export const NO_FIGURES: Figures = {
  up: 0,
  degraded: 0,
  down: 0,
  unknown: 0,
  inMaintenance: 0,
  latencies: 0,
  latencySumMs: 0,
  slowestMs: 0,
};

/** What one result says of its hour. Of what came in maintenance only that it did. */
export function figuresOf({ outcome, latencyMs, maintenance }: ProbeResult): Figures {
  if (maintenance) return { ...NO_FIGURES, inMaintenance: 1 };
  const counted = { ...NO_FIGURES, [outcome]: 1 };
  if (latencyMs === undefined) return counted;
  return { ...counted, latencies: 1, latencySumMs: latencyMs, slowestMs: latencyMs };
}

/** Of two times that do not overlap. */
export function plus(one: Figures, other: Figures): Figures {
  return {
    up: one.up + other.up,
    degraded: one.degraded + other.degraded,
    down: one.down + other.down,
    unknown: one.unknown + other.unknown,
    inMaintenance: one.inMaintenance + other.inMaintenance,
    latencies: one.latencies + other.latencies,
    latencySumMs: one.latencySumMs + other.latencySumMs,
    slowestMs: Math.max(one.slowestMs, other.slowestMs),
  };
}
