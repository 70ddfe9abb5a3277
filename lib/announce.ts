import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Severity } from '../functions/alerts/severity.ts';
import { type StatedFacts, stateFacts } from './alarm-description.ts';
import type { Topics } from './topics.ts';

/** Tells those who look at `severity` when an alarm begins, and when it is over; its description says the facts. */
export function announce(
  alarm: AlarmBase,
  topics: Topics,
  severity: Severity,
  facts: Omit<StatedFacts, 'severity'> = {},
): void {
  stateFacts(alarm, { ...facts, severity });
  alarm.addAlarmAction(new SnsAction(topics[severity]));
  alarm.addOkAction(new SnsAction(topics[severity]));
}
