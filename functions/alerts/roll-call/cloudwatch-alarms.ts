import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { isoTime } from '../../shared/clock.ts';
import type { LookUpAlarms, RegisteredAlarm } from './alarm-registry.ts';

/** What `DescribeAlarms` takes at once. */
const MOST_NAMES = 100;

export function lookUpInCloudWatch(client: CloudWatchClient): LookUpAlarms {
  return async (names) => {
    const found = new Map<string, RegisteredAlarm>();
    for (let from = 0; from < names.length; from += MOST_NAMES) {
      const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
        new DescribeAlarmsCommand({
          AlarmNames: names.slice(from, from + MOST_NAMES),
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: MOST_NAMES,
        }),
      );
      for (const alarm of [...MetricAlarms, ...CompositeAlarms]) {
        const { AlarmName = '', StateValue: state = 'ALARM', StateReason: reason = '' } = alarm;
        const changed = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
        found.set(AlarmName, { state, changedAt: isoTime(changed?.getTime() ?? 0), reason });
      }
    }
    return found;
  };
}
