import type { StageAlarm } from './stage-alarms.ts';

/** The alarms of one stage. */
export interface SummarizedStage {
  readonly stage: string;
  /** What leads the names of its alarms, e.g. `shop-prod-`. */
  readonly prefix: string;
  readonly alarms: readonly StageAlarm[];
}

/** Every alarm with whom it is told, whose it is, and what it costs in each stage: tables for people. */
export interface AlarmSummary {
  /** How many there are, each counted once for all stages. */
  readonly count: number;
  /** A line for each. */
  readonly whole: string;
  /** A line for each service. */
  readonly byService: string;
}

const TITLE = 'What alarms cost a month, in dollars, by list prices of us-east-1:';

export function alarmSummary(stages: readonly SummarizedStage[]): AlarmSummary {
  const rows = rowsOf(stages);
  const names = stages.map(({ stage }) => stage);
  const sums = stages.map(({ alarms }) => dollars(sumOf(alarms)));
  const header = ['alarm', 'severity', 'service', 'owner', ...names, 'runbook'];
  const lines = [...rows].map(([name, row]) => cells(name, row, names));
  const whole = aligned([header, ...lines, ['all', '', '', '', ...sums, '']]);
  const services = aligned([['service', ...names], ...linesByService(stages), ['all', ...sums]]);
  return {
    count: rows.size,
    whole: `${TITLE}\n${whole}`,
    byService: `${TITLE}\n${services}`,
  };
}

function rowsOf(stages: readonly SummarizedStage[]): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const { stage, prefix, alarms } of stages) {
    for (const alarm of alarms) {
      const name = shortName(alarm, prefix);
      const row = rows.get(name) ?? { alarm, dollars: new Map<string, number>() };
      row.dollars.set(stage, alarm.dollarsAMonth);
      rows.set(name, row);
    }
  }
  return rows;
}

function linesByService(stages: readonly SummarizedStage[]): readonly (readonly string[])[] {
  const services = new Set(stages.flatMap(({ alarms }) => alarms.map(serviceOf)));
  return [...services].map((service) => [
    service,
    ...stages.map(({ alarms }) =>
      dollars(sumOf(alarms.filter((alarm) => serviceOf(alarm) === service))),
    ),
  ]);
}

interface Row {
  readonly alarm: StageAlarm;
  /** By stage. */
  readonly dollars: Map<string, number>;
}

const NONE = '-';

function cells(name: string, row: Row, stages: readonly string[]): readonly string[] {
  const { facts } = row.alarm;
  const prices = stages.map((stage) => {
    const price = row.dollars.get(stage);
    return price === undefined ? NONE : dollars(price);
  });
  const severity = facts?.told === 'nobody' ? NONE : (facts?.severity ?? NONE);
  const { service = NONE, owner = NONE, runbook = NONE } = facts ?? {};
  return [name, severity, service, owner, ...prices, runbook];
}

function serviceOf({ facts }: StageAlarm): string {
  return facts?.service ?? NONE;
}

function shortName({ name, resource }: StageAlarm, prefix: string): string {
  if (name === undefined) return resource.node.path;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function sumOf(alarms: readonly StageAlarm[]): number {
  return alarms.reduce((sum, { dollarsAMonth }) => sum + dollarsAMonth, 0);
}

function dollars(amount: number): string {
  return amount.toFixed(2);
}

function aligned(table: readonly (readonly string[])[]): string {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
