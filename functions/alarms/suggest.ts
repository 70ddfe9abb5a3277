import { type Backtest, type BacktestInput, backtest } from './backtest.ts';
import { type Common, rulesToTry } from './rules-to-try.ts';

export interface Suggestions {
  /** How many rules were tried. */
  readonly tried: number;
  /** Those within the budget, the best first. */
  readonly proposals: readonly Backtest[];
  /** The one with the fewest false alarms, within the budget or not. */
  readonly quietest: Backtest | undefined;
}

/**
 * Tries rules on a recording. Where incidents are known, the best miss the fewest, tell them soonest, and are wrong least
 * often; where none is, the most sensitive within the budget are the best, since all that they raise counts as false.
 */
export function suggest(input: BacktestInput, common: Common, falsePerWeek: number): Suggestions {
  const rules = rulesToTry(input.recording, input.judgedFromMs, common);
  const tried = rules.map((rule) => backtest(rule, input));
  const isKnown = input.incidents.length > 0;
  const within = tried.filter((each) => each.falsePerWeek <= falsePerWeek);
  return {
    tried: tried.length,
    proposals: within.toSorted(isKnown ? byIncidents : bySensitivity),
    quietest: tried.toSorted((a, b) => a.falsePerWeek - b.falsePerWeek)[0],
  };
}

function byIncidents(a: Backtest, b: Backtest): number {
  return (
    a.missed.length - b.missed.length ||
    kindOf(a) - kindOf(b) ||
    (a.delayMs ?? 0) - (b.delayMs ?? 0) ||
    a.falsePerWeek - b.falsePerWeek ||
    -byLimit(a, b) // of two that did as well, the one with more room
  );
}

function bySensitivity(a: Backtest, b: Backtest): number {
  return (
    kindOf(a) - kindOf(b) ||
    byLimit(a, b) ||
    a.rule.datapointsToAlarm - b.rule.datapointsToAlarm ||
    b.rule.evaluationPeriods - a.rule.evaluationPeriods
  );
}

/** Bands first: they follow the day, and nobody has to mend them when the service grows. */
function kindOf({ rule }: Backtest): number {
  return rule.kind === 'band' ? 0 : 1;
}

/** The tighter first. */
function byLimit({ rule: a }: Backtest, { rule: b }: Backtest): number {
  if (a.kind === 'band' && b.kind === 'band') return a.deviations - b.deviations;
  if (a.kind === 'threshold' && b.kind === 'threshold') {
    return a.comparison === 'below' ? b.threshold - a.threshold : a.threshold - b.threshold;
  }
  return 0;
}
