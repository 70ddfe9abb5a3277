import type { Ledger } from '../../releases/ledger.ts';

/** From and until when, in epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

type Mark = Ledger['marks'][number];

const MINUTE_MS = 60_000;

/** Cold starts and empty caches are not normal either. */
const SETTLES_MS = 5 * MINUTE_MS;

/** One that hangs for days must not take the days away: there would be nothing to learn from. */
const LONGEST_MS = 3 * 60 * MINUTE_MS;

/** When something was deployed, in whole minutes, the latest last; one that is on its way has no end yet and is left out. */
export function deploymentSpans(marks: readonly Mark[]): readonly Span[] {
  const spans: Span[] = [];
  let begun: Mark | undefined;
  for (const mark of marks) {
    if (begun) spans.push(spanOf(begun, mark));
    const isTakenBack = begun && 'replaces' in mark && mark.replaces === begun.releaseId;
    begun = mark.kind === 'started' && !isTakenBack ? mark : undefined;
  }
  return spans;
}

function spanOf(begun: Mark, ended: Mark): Span {
  const fromMs = Math.floor(Date.parse(begun.at) / MINUTE_MS) * MINUTE_MS;
  const toMs = Math.ceil((Date.parse(ended.at) + SETTLES_MS) / MINUTE_MS) * MINUTE_MS;
  return { fromMs, toMs: Math.min(toMs, fromMs + LONGEST_MS) };
}
