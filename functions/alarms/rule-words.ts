import type { AlarmRule } from './rule.ts';

const COMPARISONS = {
  above: 'above',
  atLeast: 'at least',
  below: 'below',
  atMost: 'at most',
} as const;

const SIDES = { above: 'above', below: 'below', either: 'outside' } as const;

/** For people: `above a band of 3 standard deviations, 3 of 5 points of 5 min`. */
export function ruleWords(rule: AlarmRule): string {
  const { datapointsToAlarm: m, evaluationPeriods: n, periodSeconds, missingData } = rule;
  const period = periodSeconds % 60 === 0 ? `${periodSeconds / 60} min` : `${periodSeconds} s`;
  const missing = missingData === 'missing' ? '' : `, missing data ${missingData}`;
  return `${limitWords(rule)}, ${m} of ${n} points of ${period}${missing}`;
}

function limitWords(rule: AlarmRule): string {
  if (rule.kind === 'threshold') return `${COMPARISONS[rule.comparison]} ${rule.threshold}`;
  return `${SIDES[rule.side]} a band of ${rule.deviations} standard deviations`;
}
