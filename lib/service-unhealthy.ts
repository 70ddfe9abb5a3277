import { AlarmRule, AlarmState, CompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type Identity, nameOf } from './identity.ts';

/** A rule has 10,240 characters, and an alarm's ARN up to 160. */
const MOST_IN_A_RULE = 60;

/** In ALARM while any of `alarms` is: by way of parts, where one rule cannot name them all. */
export function serviceUnhealthy(
  scope: Construct,
  identity: Identity,
  alarms: readonly IAlarm[],
): CompositeAlarm {
  const isWhole = alarms.length <= MOST_IN_A_RULE;
  const named = isWhole ? alarms : partsOf(scope, identity, alarms);
  return new CompositeAlarm(scope, 'ServiceUnhealthy', {
    compositeAlarmName: nameOf(identity, 'service-unhealthy'),
    alarmDescription: 'Whether every probe reaches the service.',
    alarmRule: anyOf(named),
  });
}

function partsOf(
  scope: Construct,
  identity: Identity,
  alarms: readonly IAlarm[],
): readonly CompositeAlarm[] {
  const count = Math.ceil(alarms.length / MOST_IN_A_RULE);
  return Array.from({ length: count }, (_, index) => {
    const part = alarms.slice(index * MOST_IN_A_RULE, (index + 1) * MOST_IN_A_RULE);
    return new CompositeAlarm(scope, `ServiceUnhealthy${index + 1}`, {
      compositeAlarmName: nameOf(identity, 'service-unhealthy', String(index + 1)),
      alarmDescription: `Part ${index + 1} of ${count} of ${nameOf(identity, 'service-unhealthy')}.`,
      alarmRule: anyOf(part),
    });
  });
}

function anyOf(alarms: readonly IAlarm[]) {
  return AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM)));
}
