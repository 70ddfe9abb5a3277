import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricAlarm,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import type { Command } from 'commander';
import { standingOf } from '../functions/releases/ledger.ts';
import { contextOf } from './command-context.ts';
import { spoken } from './duration.ts';
import { columns, type Output, printable } from './output.ts';
import { releaseStoreOf } from './stores.ts';
import type { Target } from './target.ts';
import { nowMs } from './target-time.ts';

/** How far back the latest figures of a probe are looked for. */
const FIGURES_OF_MS = 15 * 60_000;

interface ProbeStatus {
  readonly probe: string;
  readonly state: 'up' | 'down' | 'unknown';
  readonly latencyMs?: number;
}

interface FiringAlarm {
  readonly alarmName: string;
  readonly reason: string;
  readonly since?: string;
}

/** `afterprod status`: what is up, what fires, what is being rolled out. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description('what is up, firing and rolling')
    .action((_, command) => status(command));
}

async function status(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const atMs = await nowMs(where);
  const cloudwatch = new CloudWatchClient(where.client);
  const alarms = await readAlarms(cloudwatch, where.prefix);
  const [up, standing] = await Promise.all([
    readProbes(cloudwatch, alarms.metric, atMs),
    readStanding(where),
  ]);
  const firing = alarms.firing;
  output.answer(
    { stage: where.stage, at: new Date(atMs).toISOString(), up, firing, ...standing },
    () => lines(output, atMs, { up, firing, ...standing }),
  );
}

async function readAlarms(cloudwatch: CloudWatchClient, prefix: string) {
  const metric: MetricAlarm[] = [];
  const firing: FiringAlarm[] = [];
  const pages = paginateDescribeAlarms(
    { client: cloudwatch },
    { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
  );
  for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages) {
    metric.push(...MetricAlarms);
    for (const alarm of [...CompositeAlarms, ...MetricAlarms]) {
      if (alarm.StateValue !== 'ALARM') continue;
      const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
      firing.push({
        alarmName: alarm.AlarmName ?? '',
        reason: alarm.StateReason ?? '',
        ...(since && { since: since.toISOString() }),
      });
    }
  }
  return { metric, firing };
}

/** A probe is up when the alarm on its `Up` metric says so: it forgives one failure, as people should. */
async function readProbes(
  cloudwatch: CloudWatchClient,
  alarms: readonly MetricAlarm[],
  atMs: number,
): Promise<readonly ProbeStatus[]> {
  const ofProbes = alarms.filter(
    ({ MetricName, Namespace }) => MetricName === 'Up' && Namespace === 'Afterprod',
  );
  if (ofProbes.length === 0) return [];
  const { MetricDataResults = [] } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(atMs - FIGURES_OF_MS),
      EndTime: new Date(atMs),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: ofProbes.map(({ Dimensions, Period }, index) => ({
        Id: `latency${index}`,
        MetricStat: {
          Metric: { Namespace: 'Afterprod', MetricName: 'Latency', Dimensions },
          Period: Period ?? 60,
          Stat: 'Average',
        },
      })),
    }),
  );
  return ofProbes.map(({ Dimensions = [], StateValue }, index) => {
    const latencyMs = MetricDataResults.find(({ Id }) => Id === `latency${index}`)?.Values?.[0];
    return {
      probe: Dimensions.find(({ Name }) => Name === 'Probe')?.Value ?? '',
      state: STATES[StateValue ?? ''] ?? 'unknown',
      ...(latencyMs !== undefined && { latencyMs: Math.round(latencyMs) }),
    };
  });
}

const STATES: Readonly<Record<string, ProbeStatus['state']>> = { OK: 'up', ALARM: 'down' };

async function readStanding(where: Target) {
  const { live, rolling } = standingOf(await releaseStoreOf(where).ledger());
  return { ...(live && { live }), ...(rolling && { rolling }) };
}

type Status = {
  readonly up: readonly ProbeStatus[];
  readonly firing: readonly FiringAlarm[];
} & Awaited<ReturnType<typeof readStanding>>;

function lines(output: Output, atMs: number, { up, firing, live, rolling }: Status): string[] {
  const age = (iso: string | undefined) => (iso ? ` for ${spoken(atMs - Date.parse(iso))}` : '');
  return [
    output.paint('bold', 'Up'),
    ...(up.length === 0 ? ['  no probes in this stage'] : []),
    ...columns(
      up.map(({ probe, state, latencyMs }) => [
        `  ${probe}`,
        state,
        latencyMs === undefined ? '' : `${latencyMs} ms`,
      ]),
    ).map((line, at) => output.paint(COLOURS[up[at]?.state ?? 'unknown'], line)),
    output.paint('bold', 'Firing'),
    ...(firing.length === 0 ? ['  nothing'] : []),
    ...firing.map(({ alarmName, reason, since }) =>
      output.paint('red', `  ${alarmName}${age(since)}: ${printable(reason)}`),
    ),
    output.paint('bold', 'Rolling'),
    rolling ? `  ${rolling.releaseId}${age(rolling.startedAt)}` : '  nothing',
    `  live: ${live ? `${live.releaseId}${age(live.liveAt)}` : 'no release yet'}`,
  ];
}

const COLOURS = { up: 'green', down: 'red', unknown: 'yellow' } as const;
