import { type BandModel, centreAt, trainBand } from '../../../functions/alarms/band-model.ts';
import type { Spans, TimeSeries } from '../../../functions/alarms/time-series.ts';
import { keyOfMetric, type MetricIdentity } from './metric-identity.ts';

const HOUR_MS = 3_600_000;
const TRAINED_ON_MS = 14 * 24 * HOUR_MS;

/** What a band is about. */
export interface BandSubject {
  readonly key: string;
  /** The metric itself, where the band is about a plain one. */
  readonly metric?: MetricIdentity;
  readonly statistic?: string;
  history(past: Spans): TimeSeries;
}

/** Times that say nothing about what is normal (deployments, outages), in epoch milliseconds. */
export interface ExcludedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Trained {
  readonly hour: number;
  readonly model: BandModel;
}

/** The bands of all metrics, each trained anew once an hour of driven time: at every minute it would cost too much. */
export class BandModels {
  readonly #trained = new Map<string, Trained>();
  readonly #excluded = new Map<string, readonly ExcludedRange[]>();

  /** Leaves these times out when the metric's band is trained. */
  exclude(metric: MetricIdentity, statistic: string, ranges: readonly ExcludedRange[]): void {
    this.#excluded.set(detectorKey(metric, statistic), ranges);
    this.#trained.clear();
  }

  /** Lower and upper edge at each span, undefined as long as there is too little to learn from. */
  band(spans: Spans, deviations: number, subject: BandSubject): readonly [TimeSeries, TimeSeries] {
    const model = this.#modelOf(subject, spans);
    const edge = (sign: number) =>
      Array.from({ length: spans.count }, (_, i) => {
        const centre = model && centreAt(model, spans.startMs + i * spans.periodMs);
        return model && centre !== undefined
          ? centre + sign * deviations * model.deviation
          : undefined;
      });
    return [edge(-1), edge(1)];
  }

  #modelOf(subject: BandSubject, { startMs, periodMs, count }: Spans): BandModel | undefined {
    const endMs = startMs + count * periodMs;
    const hour = Math.floor(endMs / HOUR_MS);
    const trained = this.#trained.get(subject.key);
    if (trained?.hour === hour) return trained.model;
    const length = Math.floor(TRAINED_ON_MS / periodMs);
    const past = { startMs: endMs - length * periodMs, periodMs, count: length };
    const points = this.#without(subject, subject.history(past), past);
    const model = trainBand(points, past);
    if (model) this.#trained.set(subject.key, { hour, model });
    return model;
  }

  #without({ metric, statistic }: BandSubject, points: TimeSeries, past: Spans): TimeSeries {
    const ranges = metric && this.#excluded.get(detectorKey(metric, statistic ?? ''));
    if (!ranges || ranges.length === 0) return points;
    return points.map((point, i) => {
      const atMs = past.startMs + i * past.periodMs;
      return ranges.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs) ? undefined : point;
    });
  }
}

function detectorKey(metric: MetricIdentity, statistic: string): string {
  return `${statistic} ${keyOfMetric(metric)}`;
}
