import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmRuleSettings } from '../settings/alarm-settings.ts';
import type { Flaw } from '../settings/settings-error.ts';
import { BAND, periodSecondsOf, queriesOf } from './alarm-queries.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** What is wrong with a rule of `alarms` for this alarm: what the settings' form cannot know. */
export function ruleFlaws(
  path: string,
  alarm: CfnAlarm | 'composite',
  said: AlarmRuleSettings,
): readonly Flaw[] {
  if (alarm === 'composite') {
    const rule = 'is made of other alarms, and has no limit of its own.';
    return [{ path, rule, fix: "Write 'off', or a rule for those that it is made of." }];
  }
  return [...bandFlaws(path, alarm, said), ...pointsFlaws(path, alarm, said)];
}

function bandFlaws(path: string, alarm: CfnAlarm, said: AlarmRuleSettings): Flaw[] {
  const { band, above, below, points } = said;
  const hasBand = queriesOf(alarm).some(({ expression = '' }) => BAND.test(expression));
  if (band !== undefined && !hasBand) {
    const rule = 'is of an alarm with a fixed limit, which has no band.';
    return [{ path: `${path}.band`, rule, fix: 'Write above or below.' }];
  }
  const isFixed = above !== undefined || below !== undefined;
  return hasBand && !isFixed ? singlePoint(path, points) : [];
}

/** A rule that leaves the band as it is. */
function singlePoint(path: string, points: string | undefined): Flaw[] {
  if (points !== '1/1') return [];
  const fix = "Write '3/3': 1/1 gives a false alarm each day.";
  return [{ path: `${path}.points`, rule: "must not be '1/1' for a band.", fix }];
}

/** CloudWatch looks back a day at most; a week, where its period is an hour or more. */
function pointsFlaws(path: string, alarm: CfnAlarm, { points }: AlarmRuleSettings): Flaw[] {
  const periods = Number(points?.split('/')[1]);
  const seconds = periodSecondsOf(alarm);
  const longest = seconds < HOUR ? DAY : 7 * DAY;
  if (!(periods * seconds > longest)) return [];
  const most = Math.floor(longest / seconds);
  const rule = `looks back for ${periods} periods of ${seconds} s: CloudWatch does for ${longest / DAY} d at most.`;
  return [{ path: `${path}.points`, rule, fix: `Write M/N with N at most ${most}.` }];
}
