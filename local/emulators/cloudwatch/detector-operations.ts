import { AwsError } from '../../aws-error.ts';
import type { Input, Operation } from '../../emulator.ts';
import { type AnomalyDetector, parseDetected, parseDetector } from './anomaly-detector.ts';
import type { AnomalyDetectors } from './anomaly-detectors.ts';
import { toDimensions } from './metric-identity.ts';
import type { MetricStore } from './metric-store.ts';
import { statisticNamed } from './statistic.ts';

const MINUTE_MS = 60_000;
const TRAINED_ON_MS = 14 * 24 * 60 * MINUTE_MS;
const FEWEST_POINTS = 24;

export interface DetectorOperationsOptions {
  readonly detectors: AnomalyDetectors;
  readonly store: MetricStore;
  nowMs(): number;
  changed(): void;
}

/** CloudWatch's operations on anomaly detectors of single metrics. Lists are answered whole. */
export function detectorOperations(options: DetectorOperationsOptions): Record<string, Operation> {
  const { detectors, changed } = options;
  const onDetectors = (action: string, run: (input: Input) => object): Operation => ({
    access: () => [{ action: `cloudwatch:${action}`, resource: '*' }],
    run: async (input) => run(input),
  });
  return {
    PutAnomalyDetector: onDetectors('PutAnomalyDetector', (input) => {
      const detector = refusing(() => parseDetector(input));
      detectors.put(detector, false);
      changed();
      return {};
    }),
    DescribeAnomalyDetectors: onDetectors('DescribeAnomalyDetectors', (input) => ({
      AnomalyDetectors: detectors
        .all()
        .filter((detector) => isAskedFor(detector, input))
        .map((detector) => shown(detector, isTrained(detector, options))),
    })),
    DeleteAnomalyDetector: onDetectors('DeleteAnomalyDetector', (input) => {
      const detected = refusing(() => parseDetected(input));
      if (!detectors.delete(detected)) {
        const text = `There is no anomaly detector of ${detected.metric.name}.`;
        throw new AwsError('ResourceNotFoundException', text, { statusCode: 404 });
      }
      changed();
      return {};
    }),
  };
}

function isAskedFor({ metric }: AnomalyDetector, input: Input): boolean {
  const { Namespace, MetricName, Dimensions, AnomalyDetectorTypes } = input;
  const types: readonly string[] = AnomalyDetectorTypes ?? ['SINGLE_METRIC'];
  const asked = Object.entries(toDimensions(Dimensions));
  return (
    types.includes('SINGLE_METRIC') &&
    (Namespace === undefined || Namespace === metric.namespace) &&
    (MetricName === undefined || MetricName === metric.name) &&
    asked.every(([name, value]) => metric.dimensions[name] === value)
  );
}

/** Whether there are points that a band can be learned from. */
function isTrained(
  { metric, statistic }: AnomalyDetector,
  { store, nowMs }: DetectorOperationsOptions,
): boolean {
  const periodMs = 5 * MINUTE_MS;
  const spans = { startMs: nowMs() - TRAINED_ON_MS, periodMs, count: TRAINED_ON_MS / periodMs };
  const points = store.read(metric, statisticNamed(statistic), spans);
  return points.filter((point) => point !== undefined).length >= FEWEST_POINTS;
}

function shown({ metric, statistic, excluded, timeZone }: AnomalyDetector, isTrained: boolean) {
  const Dimensions = Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const { namespace: Namespace, name: MetricName } = metric;
  const single = { Namespace, MetricName, Dimensions, Stat: statistic };
  return {
    ...single,
    SingleMetricAnomalyDetector: single,
    Configuration: {
      ExcludedTimeRanges: excluded.map(({ fromMs, toMs }) => ({
        StartTime: new Date(fromMs),
        EndTime: new Date(toMs),
      })),
      ...(timeZone !== undefined && { MetricTimezone: timeZone }),
    },
    StateValue: isTrained ? 'TRAINED' : 'TRAINED_INSUFFICIENT_DATA',
  };
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError('InvalidParameterValueException', message, { cause });
  }
}
