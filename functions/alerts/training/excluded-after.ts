import type { Span } from './deployment-spans.ts';

/** CloudWatch learns from no more. */
const LEARNED_FROM_MS = 14 * 86_400_000;

/** CloudWatch names no limit; a band that learns from what lies between so many has enough to leave out. */
const MOST_RANGES = 10;

/**
 * What a detector is to exclude after these deployments: the newest ten of theirs and of those that it excludes already, whoever
 * wrote them. Undefined where that is no news.
 */
export function excludedAfter(
  known: readonly Span[],
  deployments: readonly Span[],
  nowMs: number,
): readonly Span[] | undefined {
  const spans = new Map([...known, ...deployments].map((span) => [span.fromMs, span]));
  const wanted = [...spans.values()]
    .filter(({ toMs }) => toMs > nowMs - LEARNED_FROM_MS)
    .sort((one, other) => one.fromMs - other.fromMs)
    .slice(-MOST_RANGES);
  const isKnown = ({ fromMs, toMs }: Span) =>
    known.some((each) => each.fromMs === fromMs && each.toMs === toMs);
  return wanted.every(isKnown) ? undefined : wanted;
}
