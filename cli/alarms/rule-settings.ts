import type { Backtest } from '../../functions/alarms/backtest.ts';
import type { AlarmRule } from '../../functions/alarms/rule.ts';
import { figure } from './figure.ts';

/** A rule as `alarms` of the settings takes it. */
export function settingsOf(rule: AlarmRule) {
  const points = `${rule.datapointsToAlarm}/${rule.evaluationPeriods}`;
  if (rule.kind === 'band') return { band: rule.deviations, points };
  const isUpper = rule.comparison === 'above' || rule.comparison === 'atLeast';
  return { ...(isUpper ? { above: rule.threshold } : { below: rule.threshold }), points };
}

/** To paste into `afterprod.config.ts`. */
export function settingsText(
  name: string,
  { rule, falsePerWeek }: Pick<Backtest, 'rule' | 'falsePerWeek'>,
): readonly string[] {
  const entries = Object.entries(settingsOf(rule)).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? `'${value}'` : value}`,
  );
  return [
    'alarms: {',
    `  // ${figure(falsePerWeek)} false alarms a week in the replay`,
    `  '${name}': { ${entries.join(', ')} },`,
    '},',
  ];
}
