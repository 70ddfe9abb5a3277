import { aggregateOf } from '../../local/emulators/cloudwatch/aggregate.ts';
import { parseMetricAlarm } from '../../local/emulators/cloudwatch/alarm-definition.ts';
import { evaluateAlarm } from '../../local/emulators/cloudwatch/alarm-evaluation.ts';
import { BandModels } from '../../local/emulators/cloudwatch/band-models.ts';
import { type MetricAlarm, toMetricAlarm } from '../../local/emulators/cloudwatch/metric-alarm.ts';
import { MetricStore } from '../../local/emulators/cloudwatch/metric-store.ts';
import { type Figure, median } from '../report.ts';

/** How many alarm states the local cloud's evaluator decides in a second, on one core, metrics in memory. */
const RUNS = 5;
const SERVICES = 100;
const MINUTES = 60;
const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 0, 5);
const NAMESPACE = 'Bench';

/** What an alarm by default looks at: a probe's availability, a service's error ratio with a minimum of requests. */
const KINDS = {
  'M of N over one metric': (service: string) => ({
    ...metric('Up', service),
    Statistic: 'Minimum',
    Period: 60,
    EvaluationPeriods: 5,
    DatapointsToAlarm: 3,
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
  }),
  'a ratio by metric math': (service: string) => ({
    EvaluationPeriods: 5,
    DatapointsToAlarm: 3,
    Threshold: 0.05,
    ComparisonOperator: 'GreaterThanThreshold',
    Metrics: [
      line('requests', 'Requests', service),
      line('errors', 'Errors', service),
      { Id: 'ratio', Expression: 'IF(requests >= 20, errors / requests, 0)' },
    ],
  }),
} as const;

/** The states an evaluator decides in a second, each kind of alarm apart. */
export function evaluateFigures(): Figure[] {
  const source = { store: filledStore(), bands: new BandModels() };
  return Object.entries(KINDS).map(([name, definition]) => {
    const alarms = services().map((service) =>
      toMetricAlarm(parseMetricAlarm({ AlarmName: service, ...definition(service) })),
    );
    const rates = Array.from({ length: RUNS }, () => statesPerSecond(alarms, source));
    return {
      name: `alarm states a second: ${name}`,
      value: Math.round(median(rates)),
      unit: '/s',
      budget: { atLeast: 100_000 },
    };
  });
}

function statesPerSecond(
  alarms: readonly MetricAlarm[],
  source: Parameters<typeof evaluateAlarm>[1],
): number {
  const begun = process.cpuUsage(); // of this core's time: what else the machine does is not the evaluator's
  let decided = 0;
  for (let minute = 10; minute < MINUTES; minute++) {
    const nowMs = START_MS + minute * MINUTE_MS;
    for (const alarm of alarms) if (evaluateAlarm(alarm, source, nowMs).judgement) decided++;
  }
  const { user, system } = process.cpuUsage(begun);
  return (decided / (user + system)) * 1_000_000;
}

function filledStore(): MetricStore {
  const store = new MetricStore();
  for (const service of services()) {
    for (let minute = 0; minute < MINUTES; minute++) {
      const atMs = START_MS + minute * MINUTE_MS;
      const values = {
        Up: minute % 7 === 0 ? 0 : 1,
        Requests: 40 + (minute % 9),
        Errors: minute % 4,
      };
      for (const [name, value] of Object.entries(values)) {
        const dimensions = { Service: service };
        const measured = aggregateOf([value]);
        store.put({ namespace: NAMESPACE, name, dimensions }, { atMs, unit: 'None', measured });
      }
    }
  }
  return store;
}

function services(): string[] {
  return Array.from({ length: SERVICES }, (_, i) => `service-${i}`);
}

function metric(MetricName: string, service: string) {
  const Dimensions = [{ Name: 'Service', Value: service }];
  return { Namespace: NAMESPACE, MetricName, Dimensions };
}

function line(Id: string, name: string, service: string) {
  const MetricStat = { Metric: metric(name, service), Period: 60, Stat: 'Sum' };
  return { Id, MetricStat, ReturnData: false };
}
