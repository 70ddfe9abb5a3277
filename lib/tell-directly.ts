import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { stateFacts } from './alarm-description.ts';

/**
 * Tells the people themselves, past the router of alerts: of alarms that may mean that it does not work. Where it does, it
 * tells other routes as of any alarm, and all of the end: an OK action would also tell that each alarm of a new stage is well.
 */
export function tellDirectly(alarm: AlarmBase, page: ITopic): void {
  stateFacts(alarm, { severity: 'page', told: 'directly' });
  alarm.addAlarmAction(new SnsAction(page));
}
