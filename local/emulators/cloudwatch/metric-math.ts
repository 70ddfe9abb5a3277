import type { Spans, TimeSeries } from '../../../functions/alarms/time-series.ts';
import type { BandModels } from './band-models.ts';
import { type Expression, parseExpression } from './expression.ts';
import { kindOf } from './expression-kind.ts';
import { MATH_FUNCTIONS, type MathPlace } from './math-functions.ts';
import { operate } from './math-operators.ts';
import { type MathKind, type MathValue, mapValue, scalar, series } from './math-value.ts';
import type { MetricQuery, MetricStore } from './metric-store.ts';
import type { Statistic } from './statistic.ts';

/** One line of metric math: a metric, or an expression over other lines. */
export type MathLine = MetricLine | ExpressionLine;

export interface MetricLine {
  readonly id: string;
  readonly metric: MetricQuery;
  readonly statistic: Statistic;
}

export interface ExpressionLine {
  readonly id: string;
  readonly text: string;
}

/** Where metric math finds its data. */
export interface MathSource {
  readonly store: MetricStore;
  readonly bands: BandModels;
}

/** Some lines of metric math that refer to one another, read and checked once, evaluated often. */
export class MetricMath {
  readonly #lines = new Map<string, MathLine>();
  readonly #expressions = new Map<string, Expression>();
  readonly #kinds = new Map<string, MathKind>();
  /** Tells the bands of these lines from those of others. */
  readonly #key: string;

  /** Throws an Error for what CloudWatch would refuse: an unknown id, a circle, a wrong argument. */
  constructor(lines: readonly MathLine[]) {
    for (const line of lines) {
      if (!/^[a-z]\w*$/.test(line.id)) {
        throw new Error(`the id ${line.id} must start with a lowercase letter`);
      }
      if (this.#lines.has(line.id)) throw new Error(`the id ${line.id} is used twice`);
      this.#lines.set(line.id, line);
      if ('text' in line) this.#expressions.set(line.id, parseExpression(line.text));
    }
    this.#key = JSON.stringify(lines);
    for (const { id } of lines) this.kind(id);
  }

  kind(id: string): MathKind {
    return this.#kindOf(id, []);
  }

  /** Whether line `id` is a band. */
  isBand(id: string): boolean {
    const expression = this.#expressions.get(id);
    return expression?.kind === 'call' && expression.name === 'ANOMALY_DETECTION_BAND';
  }

  /** The value of any line over these spans. */
  evaluate(source: MathSource, spans: Spans): (id: string) => MathValue {
    const place = this.#placeIn(source, spans);
    return (id) => place.valueOfId(id);
  }

  #placeIn(source: MathSource, spans: Spans): Place {
    return new Place(spans, {
      value: (id, place) => this.#valueOfLine(id, source, spans, place),
      ids: (part) => this.#metricIds(part),
      band: (argument, deviations) => this.#band(source, spans, argument, deviations),
    });
  }

  #kindOf(id: string, above: readonly string[]): MathKind {
    const known = this.#kinds.get(id);
    if (known) return known;
    if (above.includes(id))
      throw new Error(`the expressions go in a circle: ${[...above, id].join(' -> ')}`);
    if (!this.#lines.has(id)) throw new Error(`no metric or expression has the id ${id}`);
    const expression = this.#expressions.get(id);
    const kind = expression
      ? kindOf(expression, (other) => this.#kindOf(other, [...above, id]))
      : 'series';
    this.#kinds.set(id, kind);
    return kind;
  }

  #valueOfLine(id: string, { store }: MathSource, spans: Spans, place: MathPlace): MathValue {
    const line = this.#lines.get(id);
    const expression = this.#expressions.get(id);
    if (expression) return place.value(expression);
    if (!line || !('metric' in line)) throw new Error(`no metric or expression has the id ${id}`);
    return series(store.read(line.metric, line.statistic, spans));
  }

  #metricIds(part: string): readonly string[] {
    const ids = [...this.#lines.keys()].filter((id) => !this.#expressions.has(id));
    return ids.filter((id) => id.includes(part));
  }

  #band(
    source: MathSource,
    spans: Spans,
    argument: Expression,
    deviations: number,
  ): readonly [TimeSeries, TimeSeries] {
    const line = argument.kind === 'name' ? this.#lines.get(argument.name) : undefined;
    return source.bands.band(spans, deviations, {
      key: `${this.#key} ${JSON.stringify(argument)}`,
      ...(line && 'metric' in line ? { metric: line.metric, statistic: line.statistic.name } : {}),
      history: (past) => pointsOf(this.#placeIn(source, past).value(argument)),
    });
  }
}

/** What a place asks of the lines around it. */
interface Lines {
  value(id: string, place: Place): MathValue;
  ids(part: string): readonly string[];
  band: MathPlace['band'];
}

/** Some spans of time; each line is computed once for them. */
class Place implements MathPlace {
  readonly periodMs: number;
  readonly count: number;
  readonly #lines: Lines;
  readonly #known = new Map<string, MathValue>();

  constructor({ periodMs, count }: Spans, lines: Lines) {
    this.periodMs = periodMs;
    this.count = count;
    this.#lines = lines;
  }

  value(expression: Expression): MathValue {
    return compute(expression, this);
  }

  valueOfId(id: string): MathValue {
    const kept = this.#known.get(id);
    if (kept) return kept;
    const value = this.#lines.value(id, this);
    this.#known.set(id, value);
    return value;
  }

  metrics(part: string): readonly TimeSeries[] {
    return this.#lines.ids(part).map((id) => pointsOf(this.valueOfId(id)));
  }

  band(argument: Expression, deviations: number): readonly [TimeSeries, TimeSeries] {
    return this.#lines.band(argument, deviations);
  }
}

function compute(expression: Expression, place: Place): MathValue {
  switch (expression.kind) {
    case 'number':
      return scalar(expression.value);
    case 'text':
      return scalar(undefined);
    case 'name':
      return place.valueOfId(expression.name);
    case 'list':
      return { kind: 'list', items: expression.items.map((item) => pointsOf(place.value(item))) };
    case 'negate':
      return mapValue(place.value(expression.operand), (number) => -number);
    case 'operation':
      return operate(
        expression.operator,
        place.value(expression.left),
        place.value(expression.right),
      );
    case 'call':
      return MATH_FUNCTIONS[expression.name]?.of(place, expression.arguments) ?? scalar(undefined);
  }
}

function pointsOf(value: MathValue): TimeSeries {
  return value.kind === 'series' ? value.points : [];
}
