import {
  type CloudWatchClient,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import type { emitMetrics, MetricDimensions } from '../../shared/metrics.ts';
import type { RunMetrics } from './run-metrics.ts';

/** What one call takes. */
const MAX_DATA = 1_000;

/** Published results wait for the end of a run, of which there is no more than this. */
const MAX_WAITING = 10 * MAX_DATA;

export interface RemoteMetricsOptions {
  /** Of the home region: alarms read no other's metrics. */
  readonly client: CloudWatchClient;
  /** With `Region`, which tells them from the home region's. */
  readonly stage: Required<Pick<MetricDimensions, 'Project' | 'Stage' | 'Region'>>;
  /** Writes to the log here. */
  readonly emit: typeof emitMetrics;
  /** Told what CloudWatch says, when metrics could not be published for now. */
  readonly report: (error: unknown) => void;
}

/** Publishes in the home region, a call for a thousand values; the details go to the log here. */
export class RemoteMetrics implements RunMetrics {
  readonly #options: RemoteMetricsOptions;
  #waiting: MetricDatum[] = [];

  constructor(options: RemoteMetricsOptions) {
    this.#options = options;
  }

  add(...[at, dimensions, metrics, details]: Parameters<RunMetrics['add']>): void {
    const all: MetricDimensions = { ...this.#options.stage, ...dimensions };
    const Dimensions = Object.entries(all).map(([Name, Value]) => ({ Name, Value }));
    for (const [MetricName, { value: Value, unit: Unit }] of Object.entries(metrics)) {
      this.#waiting.push({ MetricName, Dimensions, Timestamp: at, Value, Unit });
    }
    const values = Object.entries(metrics).map(([name, { value }]) => [name, value]);
    this.#options.emit(at.getTime(), all, {}, { ...details, ...Object.fromEntries(values) });
  }

  /** What fails is published with the next one, also in the run after this. */
  async flush(): Promise<void> {
    const waiting = this.#waiting.slice(-MAX_WAITING);
    this.#waiting = [];
    for (let first = 0; first < waiting.length; first += MAX_DATA) {
      await this.#put(waiting.slice(first, first + MAX_DATA));
    }
  }

  async #put(MetricData: MetricDatum[]): Promise<void> {
    try {
      const command = new PutMetricDataCommand({ Namespace: 'Afterprod', MetricData });
      await this.#options.client.send(command);
    } catch (error) {
      this.#options.report(error);
      this.#waiting.push(...MetricData);
    }
  }
}
