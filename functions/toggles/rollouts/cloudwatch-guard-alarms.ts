import {
  type CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { NowMs } from '../../shared/clock.ts';
import { alarmFigures, hasFigures } from './alarm-figures.ts';
import { alarmRuleNames } from './alarm-rule-names.ts';
import type { GuardAlarm, WatchAlarms } from './guard-alarm.ts';

type Alarm = MetricAlarm | CompositeAlarm;

/** What `DescribeAlarms` takes at once. */
const MOST_NAMES = 100;

/** Composite alarms of composite alarms: more levels count as alarms that are not there. */
const MOST_LEVELS = 5;

/**
 * Looks at alarms in CloudWatch. A name is that of an alarm of the stage without the prefix, or else a whole name. A
 * composite alarm has data while every alarm below it has: what it is made of may be blind, and it OK.
 *
 * @param prefix - of the stage's alarms: `storefront-prod-`
 */
export function watchCloudWatch(
  client: CloudWatchClient,
  prefix: string,
  nowMs: NowMs,
): WatchAlarms {
  return async (names) => {
    const alarms = await findAlarms(
      client,
      names.flatMap((name) => [`${prefix}${name}`, name]),
    );
    const found = names.map((name) => alarms.get(`${prefix}${name}`) ?? alarms.get(name));
    const isFiring = found.some((alarm) => alarm?.StateValue === 'ALARM');
    const looks = names.map(async (name, index): Promise<GuardAlarm> => {
      const alarm = found[index];
      if (!alarm) return { name, state: 'missing', hasData: false, sinceMs: 0, reason: '' };
      const { StateValue: state = 'INSUFFICIENT_DATA', StateReason: reason = '' } = alarm;
      const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
      const sinceMs = since?.getTime() ?? 0;
      const seeing = seesAnything(client, alarm, alarms, nowMs);
      // What fires is acted on, whatever the figures: they must not stand in its way.
      return { name, state, sinceMs, reason, hasData: await (isFiring ? orFalse(seeing) : seeing) };
    });
    return Promise.all(looks);
  };
}

function orFalse(seeing: Promise<boolean>): Promise<boolean> {
  return seeing.catch(() => false);
}

/** The alarms of these names, and those that they are made of. */
async function findAlarms(
  client: CloudWatchClient,
  names: readonly string[],
): Promise<ReadonlyMap<string, Alarm>> {
  const found = new Map<string, Alarm>();
  let wanted = [...new Set(names)];
  for (let level = 0; level < MOST_LEVELS && wanted.length > 0; level += 1) {
    const alarms = await describeAlarms(client, wanted);
    for (const alarm of alarms) found.set(alarm.AlarmName ?? '', alarm);
    const children = alarms.flatMap((alarm) => childrenOf(alarm));
    wanted = [...new Set(children)].filter((name) => !found.has(name));
  }
  return found;
}

async function describeAlarms(
  client: CloudWatchClient,
  names: readonly string[],
): Promise<readonly Alarm[]> {
  const found: Alarm[] = [];
  for (let from = 0; from < names.length; from += MOST_NAMES) {
    const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({
        AlarmNames: names.slice(from, from + MOST_NAMES),
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        MaxRecords: MOST_NAMES,
      }),
    );
    found.push(...MetricAlarms, ...CompositeAlarms);
  }
  return found;
}

/** Of a composite alarm. */
function childrenOf(alarm: Alarm): readonly string[] {
  return 'AlarmRule' in alarm ? alarmRuleNames(alarm.AlarmRule ?? '') : [];
}

async function seesAnything(
  client: CloudWatchClient,
  alarm: Alarm,
  alarms: ReadonlyMap<string, Alarm>,
  nowMs: NowMs,
): Promise<boolean> {
  const parts = metricAlarmsBelow(alarm, alarms);
  if (!parts || parts.length === 0) return false;
  const seen = await Promise.all(parts.map((part) => hasData(client, part, nowMs)));
  return seen.every(Boolean);
}

/** The alarm itself, or all those that a composite one is made of; undefined where one of them is not there. */
function metricAlarmsBelow(
  alarm: Alarm,
  alarms: ReadonlyMap<string, Alarm>,
  level = 0,
): readonly MetricAlarm[] | undefined {
  if (!('AlarmRule' in alarm)) return [alarm];
  const below: MetricAlarm[] = [];
  for (const name of childrenOf(alarm)) {
    const child = alarms.get(name);
    const parts = child && level < MOST_LEVELS && metricAlarmsBelow(child, alarms, level + 1);
    if (!parts) return undefined;
    below.push(...parts);
  }
  return below;
}

async function hasData(client: CloudWatchClient, alarm: MetricAlarm, nowMs: NowMs) {
  if (alarm.StateValue === 'INSUFFICIENT_DATA') return false;
  const { queries, from, to } = alarmFigures(alarm, nowMs());
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({ MetricDataQueries: queries, StartTime: from, EndTime: to }),
  );
  return hasFigures(alarm, MetricDataResults);
}
