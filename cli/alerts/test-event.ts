import { randomUUID } from 'node:crypto';
import { describeAlarm } from '../../functions/alerts/alarm-facts.ts';
import type { Severity } from '../../functions/alerts/severity.ts';
import { serviceOfTest } from '../../functions/alerts/tested-route.ts';

export interface TestedRoute {
  readonly route: string;
  readonly severity: Severity;
  /** `storefront-prod-`. */
  readonly prefix: string;
  /** Of any queue of the stage: partition, region and account stand in it. */
  readonly queueArn: string;
  readonly who: string;
}

/** An alarm that does not exist changes its state: the event that EventBridge would send of it. */
export function testEvent(tested: TestedRoute, value: 'ALARM' | 'OK', atMs: number): object {
  const { prefix, route, severity, queueArn, who } = tested;
  const [, partition, , region, account] = queueArn.split(':');
  const alarmName = `${prefix}test-${route}`;
  const at = new Date(atMs).toISOString();
  const timestamp = at.replace('Z', '+0000');
  const previous = value === 'ALARM' ? 'OK' : 'ALARM';
  const sentence = `A test of the route ${route}: nothing is wrong.`;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account,
    time: `${at.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`,
    region,
    resources: [`arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarmName}`],
    detail: {
      alarmName,
      state: { value, reason: `${who} tries out the route`, timestamp },
      previousState: { value: previous, reason: `${who} tries out the route`, timestamp },
      configuration: {
        description: describeAlarm(sentence, { service: serviceOfTest(route), severity }),
        metrics: [],
      },
    },
  };
}
