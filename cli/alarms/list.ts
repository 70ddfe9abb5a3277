import {
  CloudWatchClient,
  type CompositeAlarm,
  type MetricAlarm,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import type { Command } from 'commander';
import { readAlarm } from '../../functions/alerts/alarm-facts.ts';
import { contextOf } from '../command-context.ts';
import { columns, type Output } from '../output.ts';

interface Row {
  readonly alarm: string;
  readonly state: string;
  readonly sentence: string;
  readonly service?: string;
  readonly severity?: string;
  readonly owner?: string;
  readonly runbook?: string;
}

const COLOURS: Readonly<Record<string, 'red' | 'yellow' | 'green'>> = {
  ALARM: 'red',
  INSUFFICIENT_DATA: 'yellow',
  OK: 'green',
};

/** `afterprod alarms list`. */
export function addList(alarms: Command): void {
  alarms
    .command('list')
    .description('every alarm of the stage, how it is, and whom it tells')
    .action((_, command: Command) => list(command));
}

async function list(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const { client, prefix, stage } = await target();
  const rows: Row[] = [];
  const pages = paginateDescribeAlarms(
    { client: new CloudWatchClient(client) },
    { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
  );
  for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages) {
    rows.push(...[...MetricAlarms, ...CompositeAlarms].map((alarm) => rowOf(alarm, prefix)));
  }
  rows.sort((a, b) => (a.alarm < b.alarm ? -1 : 1));
  output.answer({ stage, alarms: rows }, () => lines(rows, output));
}

function rowOf(alarm: MetricAlarm | CompositeAlarm, prefix: string): Row {
  const { sentence, facts } = readAlarm(alarm.AlarmDescription ?? '');
  return {
    alarm: (alarm.AlarmName ?? '').slice(prefix.length),
    state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
    sentence,
    ...(facts && { service: facts.service, severity: facts.severity }),
    ...(facts?.owner !== undefined && { owner: facts.owner }),
    ...(facts?.runbook !== undefined && { runbook: facts.runbook }),
  };
}

function lines(rows: readonly Row[], { paint }: Output): readonly string[] {
  if (rows.length === 0) return ['no alarms in this stage'];
  const [head = '', ...body] = columns([
    ['ALARM', 'STATE', 'SEVERITY', 'SERVICE', 'OWNER'],
    ...rows.map(({ alarm, state, severity = '', service = '', owner = '' }) => [
      alarm,
      state,
      severity,
      service,
      owner,
    ]),
  ]);
  return [
    paint('bold', head),
    ...body.map((line, at) => paint(COLOURS[rows[at]?.state ?? ''] ?? 'yellow', line)),
  ];
}
