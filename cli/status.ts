import {
  CloudWatchClient,
  type MetricAlarm,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import type { Command } from 'commander';
import { standingOf } from '../functions/releases/ledger.ts';
import { alertsStanding, alertsStandingLines } from './alerts/alerts-standing.ts';
import { contextOf } from './command-context.ts';
import { spoken } from './duration.ts';
import { columns, type Output, printable } from './output.ts';
import type { PlacedResult } from './probes/incidents.ts';
import { latestResults } from './probes/latest-results.ts';
import { probeStates } from './probes/probe-states.ts';
import { COLOURS } from './probes/probe-words.ts';
import { standingWords } from './probes/standing-words.ts';
import { type ProbeStanding, standingsOf } from './probes/standings-of.ts';
import { homeRegionOf, probeStoreOf, releaseStoreOf } from './stores.ts';
import type { Target } from './target.ts';
import { nowMs } from './target-time.ts';

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
  const [watched, results, standing, alerts] = await Promise.all([
    probeStates(cloudwatch, alarms.metric, atMs),
    readResults(where, atMs),
    readStanding(where),
    alertsStanding(where, atMs),
  ]);
  const up = standingsOf(watched, results);
  const firing = alarms.firing;
  output.answer(
    { stage: where.stage, at: new Date(atMs).toISOString(), up, firing, ...alerts, ...standing },
    () => [
      ...lines(output, atMs, { up, firing, ...standing }),
      ...alertsStandingLines(alerts, atMs, output),
    ],
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

/** None of a stage without probes, and of one whose prober has not run yet. */
async function readResults(where: Target, atMs: number): Promise<readonly PlacedResult[]> {
  const store = probeStoreOf(where, () => atMs);
  try {
    const config = await store.published(await homeRegionOf(where));
    const names = config?.targets.map(({ name }) => name) ?? [];
    return await latestResults(store, names, new Date(atMs));
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  }
}

async function readStanding(where: Target) {
  const { live, rolling } = standingOf(await releaseStoreOf(where).ledger());
  return { ...(live && { live }), ...(rolling && { rolling }) };
}

type Status = {
  readonly up: readonly ProbeStanding[];
  readonly firing: readonly FiringAlarm[];
} & Awaited<ReturnType<typeof readStanding>>;

function lines(output: Output, atMs: number, { up, firing, live, rolling }: Status): string[] {
  const age = (iso: string | undefined) => (iso ? ` for ${spoken(atMs - Date.parse(iso))}` : '');
  return [
    output.paint('bold', 'Up'),
    ...(up.length === 0 ? ['  no probes in this stage'] : []),
    ...columns(
      up.map((standing) => [
        `  ${standing.probe}`,
        standingWords(standing),
        standing.latencyMs === undefined ? '' : `${standing.latencyMs} ms`,
        standing.sentence ?? '',
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
