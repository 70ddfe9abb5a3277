import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { createManualClock } from '../local/driven-clock.ts';
import { type LocalCloud, startLocalCloud } from '../local/local-cloud.ts';
import type { Stack } from '../local/template/template.ts';
import { type Figure, median, report } from './report.ts';

/** How long two weeks of one alarm take in driven time: 20,160 evaluations over metrics loaded by PutMetricData. */
const RUNS = 5;
const MINUTE_MS = 60_000;
const TWO_WEEKS_MS = 14 * 24 * 60 * MINUTE_MS;
const START_MS = Date.UTC(2026, 0, 1);
const POINTS_A_CALL = 1000; // the most that PutMetricData takes

const LATENCY = { Namespace: 'Bench', MetricName: 'Latency' };

const PLAIN_ALARM: Stack['template'] = {
  Resources: {
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'plain',
        ...LATENCY,
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 2,
        Threshold: 400,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    },
  },
};

const BAND_ALARM: Stack['template'] = {
  Resources: {
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'band',
        EvaluationPeriods: 3,
        DatapointsToAlarm: 3,
        ComparisonOperator: 'GreaterThanUpperThreshold',
        ThresholdMetricId: 'band',
        Metrics: [
          { Id: 'latency', MetricStat: { Metric: LATENCY, Period: 60, Stat: 'Average' } },
          { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(latency, 3)' },
        ],
      },
    },
  },
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const figures: Figure[] = [];
  for (const [name, template] of [
    ['plain alarm', PLAIN_ALARM],
    ['anomaly band', BAND_ALARM],
  ] as const) {
    const runs: number[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await secondsOfTwoWeeks(template));
    figures.push({
      name: `two weeks of one ${name}`,
      value: median(runs),
      unit: 's',
      budget: { atMost: 10 },
    });
  }
  report(`Driven time, median of ${RUNS}`, figures, process.argv.slice(2));
}

async function secondsOfTwoWeeks(template: Stack['template']): Promise<number> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  const cloud = await startLocalCloud({
    stacks: [{ name: 'bench', template, assetRoot: dataDir }],
    region: 'eu-central-1',
    accountId: '111122223333',
    port: 0,
    dataDir,
    clock: createManualClock(START_MS),
  });
  try {
    await loadTwoWeeks(cloud);
    const startedMs = performance.now();
    await cloud.clock.advance(TWO_WEEKS_MS);
    return (performance.now() - startedMs) / 1000;
  } finally {
    await cloud.stop();
    rmSync(dataDir, { recursive: true });
  }
}

/** A point a minute with a daily swing, and an hour each day that crosses the threshold. */
async function loadTwoWeeks(cloud: LocalCloud): Promise<void> {
  const client = new CloudWatchClient({
    endpoint: cloud.endpoint,
    region: 'eu-central-1',
    credentials: cloud.credentials,
  });
  const minutes = TWO_WEEKS_MS / MINUTE_MS;
  for (let from = 0; from < minutes; from += POINTS_A_CALL) {
    const count = Math.min(POINTS_A_CALL, minutes - from);
    const MetricData = Array.from({ length: count }, (_, index) => pointAt(from + index));
    await client.send(new PutMetricDataCommand({ Namespace: LATENCY.Namespace, MetricData }));
  }
  client.destroy();
}

function pointAt(minute: number) {
  const minuteOfDay = minute % 1440;
  const swing = 50 * Math.sin((2 * Math.PI * minuteOfDay) / 1440);
  const Value = minuteOfDay >= 600 && minuteOfDay < 660 ? 600 : 200 + swing + (minute % 7);
  return {
    MetricName: LATENCY.MetricName,
    Timestamp: new Date(START_MS + minute * MINUTE_MS),
    Value,
    Unit: 'Milliseconds' as const,
  };
}
