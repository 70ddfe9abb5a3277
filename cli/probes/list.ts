import type { Command } from 'commander';
import { printExpectation } from '../../functions/probes/expectations/print-expectation.ts';
import { durationWords } from '../../functions/probes/heartbeats/duration-words.ts';
import { nextMaintenance } from '../../functions/probes/maintenance/in-maintenance.ts';
import type { Target } from '../../functions/probes/targets/target.ts';
import { contextOf } from '../command-context.ts';
import { columns, type Output } from '../output.ts';
import type { PlacedResult } from './incidents.ts';
import { latestResults } from './latest-results.ts';
import { maintenanceLines, type PlannedWork } from './maintenance-words.ts';
import { COLOURS, latencyWords, scheduleWords } from './probe-words.ts';
import { type StageProbes, stageProbes } from './stage-probes.ts';

/** `afterprod probes list`. */
export function addList(probes: Command): void {
  probes
    .command('list')
    .description('every probe with its last result')
    .action((_, command: Command) => list(command));
}

async function list(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const stage = await stageProbes(await target());
  const names = stage.config.targets.map(({ name }) => name);
  const results = await latestResults(stage.store, names, stage.now);
  const rows = stage.config.targets.flatMap((each) => rowsOf(each, results, stage));
  const maintenance = names.flatMap((name) => plannedFor(name, stage));
  const document = { stage: stage.where.stage, at: stage.now.toISOString(), probes: rows };
  output.answer({ ...document, maintenance }, () => [
    ...lines(rows, stage.now, output),
    ...maintenanceLines(maintenance, stage.now),
  ]);
}

function plannedFor(probe: string, { config, now }: StageProbes): readonly PlannedWork[] {
  const next = nextMaintenance(config.maintenance, probe, now);
  if (!next) return [];
  return [{ probe, from: next.from.toISOString(), until: next.until.toISOString() }];
}

interface Row {
  readonly probe: string;
  readonly kind: Target['kind'];
  /** In words: `every 1 min`. */
  readonly schedule: string;
  /** As `--expect` takes them. */
  readonly expects: readonly string[];
  /** Absent before the first result, as all below. */
  readonly region?: string;
  readonly outcome?: PlacedResult['outcome'];
  readonly sentence?: string;
  readonly latencyMs?: number;
  readonly certificateDays?: number;
  readonly at?: string;
  readonly maintenance?: true;
}

/** One for each region that it is probed from. */
function rowsOf(
  target: Target,
  results: readonly PlacedResult[],
  { config }: StageProbes,
): readonly Row[] {
  const { name: probe, kind } = target;
  const schedule = scheduleWords(target, config.groups);
  const about = { probe, kind, schedule, expects: target.expect.map(printExpectation) };
  const ofProbe = results.filter((result) => result.probe === probe);
  if (ofProbe.length === 0) return [about];
  return ofProbe.map(({ region, outcome, sentence, at, ...result }) => ({
    ...about,
    region,
    outcome,
    sentence,
    at,
    ...(result.latencyMs !== undefined && { latencyMs: result.latencyMs }),
    ...(result.certificate && { certificateDays: result.certificate.daysLeft }),
    ...(result.maintenance && { maintenance: true }),
  }));
}

function lines(rows: readonly Row[], now: Date, { paint }: Output): readonly string[] {
  const hasRegions = new Set(rows.flatMap(({ region }) => region ?? [])).size > 1;
  const [head = '', ...body] = columns([
    cells(
      ['PROBE', 'KIND', 'SCHEDULE', 'REGION', 'STATE', 'LATENCY', 'CERTIFICATE', 'CHECKED', 'SAYS'],
      hasRegions,
    ),
    ...rows.map((row) =>
      cells(
        [row.probe, row.kind, row.schedule, row.region ?? '', ...resultCells(row, now)],
        hasRegions,
      ),
    ),
  ]);
  return [
    paint('bold', head),
    ...body.map((line, at) => paint(COLOURS[rows[at]?.outcome ?? 'unknown'], line)),
  ];
}

const REGION_COLUMN = 3;

function cells(all: readonly string[], hasRegions: boolean): readonly string[] {
  return hasRegions ? all : all.filter((_, at) => at !== REGION_COLUMN);
}

function resultCells(row: Row, now: Date): readonly string[] {
  if (row.outcome === undefined || row.at === undefined) {
    return ['unknown', '', '', '', 'no result within a day'];
  }
  return [
    `${row.outcome}${row.maintenance ? ' (maintenance)' : ''}`,
    latencyWords(row.latencyMs),
    row.certificateDays === undefined ? '' : `${row.certificateDays} d`,
    `${durationWords(now.getTime() - Date.parse(row.at))} ago`,
    row.sentence ?? '',
  ];
}
