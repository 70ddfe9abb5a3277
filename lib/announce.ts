import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Severity } from '../functions/alerts/severity.ts';
import { type StatedFacts, stateFacts } from './alarm-description.ts';
import { applySettings } from './alarms/apply-settings.ts';
import type { Topics } from './topics.ts';

/**
 * Tells the router of alerts when an alarm fires, and people hear of it by that; its description says the facts. That it is over
 * the router hears of EventBridge alone, which no mute rule silences.
 */
export function announce(
  alarm: AlarmBase,
  topics: Topics,
  severity: Severity,
  facts: Omit<StatedFacts, 'severity'> = {},
): void {
  const applied = applySettings(alarm);
  if (applied === 'off') return;
  const { band, ...always } = facts;
  stateFacts(alarm, { ...(applied === 'fixed' ? always : facts), severity });
  alarm.addAlarmAction(new SnsAction(topics.alarms[severity]));
}
