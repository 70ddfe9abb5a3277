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
import { dollarsOfComposite, dollarsOfMetricAlarm } from './monthly-price.ts';

interface Row {
  readonly alarm: string;
  readonly state: string;
  readonly sentence: string;
  readonly service?: string;
  readonly severity?: string;
  /** Only other alarms hear of it. */
  readonly told?: 'nobody';
  readonly owner?: string;
  readonly runbook?: string;
  readonly dollarsAMonth: number;
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
    .description(
      'every alarm of the stage: its state, severity (- where it tells nobody), service, owner and price',
    )
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
    rows.push(
      ...MetricAlarms.map((alarm) => rowOf(alarm, dollarsOfMetricAlarm(alarm), prefix)),
      ...CompositeAlarms.map((alarm) => rowOf(alarm, dollarsOfComposite(), prefix)),
    );
  }
  rows.sort((a, b) => (a.alarm < b.alarm ? -1 : 1));
  output.answer({ stage, alarms: rows, dollarsAMonth: sumOf(rows) }, () => lines(rows, output));
}

function rowOf(alarm: MetricAlarm | CompositeAlarm, dollarsAMonth: number, prefix: string): Row {
  const { sentence, facts } = readAlarm(alarm.AlarmDescription ?? '');
  return {
    alarm: (alarm.AlarmName ?? '').slice(prefix.length),
    state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
    sentence,
    ...(facts && { service: facts.service, severity: facts.severity }),
    ...(facts?.told === 'nobody' && { told: facts.told }),
    ...(facts?.owner !== undefined && { owner: facts.owner }),
    ...(facts?.runbook !== undefined && { runbook: facts.runbook }),
    dollarsAMonth,
  };
}

function sumOf(rows: readonly Row[]): number {
  const cents = rows.reduce((sum, { dollarsAMonth }) => sum + 100 * dollarsAMonth, 0);
  return Math.round(cents) / 100;
}

function lines(rows: readonly Row[], { paint }: Output): readonly string[] {
  if (rows.length === 0) return ['no alarms in this stage'];
  const [head = '', ...body] = columns([
    ['ALARM', 'STATE', 'SEVERITY', 'SERVICE', 'OWNER', '$/MONTH'],
    ...rows.map(
      ({ alarm, state, severity = '', told, service = '', owner = '', dollarsAMonth }) => [
        alarm,
        state,
        told === 'nobody' ? '-' : severity,
        service,
        owner,
        dollarsAMonth.toFixed(2),
      ],
    ),
  ]);
  return [
    paint('bold', head),
    ...body.map((line, at) => paint(COLOURS[rows[at]?.state ?? ''] ?? 'yellow', line)),
    `${sumOf(rows).toFixed(2)} dollars a month by list prices of us-east-1`,
  ];
}
