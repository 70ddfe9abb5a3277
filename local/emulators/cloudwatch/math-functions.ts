import type { TimeSeries } from '../../../functions/alarms/time-series.ts';
import type { Expression } from './expression.ts';
import { type MathKind, type MathValue, mapValue, pointAt, scalar, series } from './math-value.ts';

/** What a function can learn of where it is evaluated. */
export interface MathPlace {
  readonly periodMs: number;
  readonly count: number;
  value(expression: Expression): MathValue;
  /** Every metric (not expression) whose id contains `part`. */
  metrics(part: string): readonly TimeSeries[];
  /** Lower and upper edge of what is normal for `argument`. */
  band(argument: Expression, deviations: number): readonly [TimeSeries, TimeSeries];
}

export interface MathFunction {
  /** The kinds of arguments that it takes, one list a call form; `any` but text. */
  readonly takes: readonly (readonly Parameter[])[];
  gives(kinds: readonly (MathKind | 'word')[]): MathKind;
  of(place: MathPlace, args: readonly Expression[]): MathValue;
}

/** `word`: a text. */
type Parameter = MathKind | 'any' | 'word';

const first = ([kind]: readonly (MathKind | 'word')[]): MathKind =>
  kind === undefined || kind === 'word' ? 'scalar' : kind;

/** Of one series its total, of several the series of totals at each time. */
function folding(fold: (numbers: readonly number[]) => number): MathFunction {
  const total = (points: TimeSeries) => {
    const present = points.filter((point) => point !== undefined);
    return present.length > 0 ? fold(present) : undefined;
  };
  return {
    takes: [['series'], ['list'], ['scalar']],
    gives: (kinds) => (first(kinds) === 'list' ? 'series' : 'scalar'),
    of(place, args) {
      const value = argument(place, args, 0);
      if (value.kind === 'scalar') return value;
      if (value.kind === 'series') return scalar(total(value.points));
      const atEach = (_: unknown, i: number) => total(value.items.map((points) => points[i]));
      return series(Array.from({ length: place.count }, atEach));
    },
  };
}

/** From each point and the one before it that is there, `gapMs` earlier. */
function fromNeighbours(
  change: (value: number, before: number, gapMs: number) => number,
): MathFunction {
  const of = (points: TimeSeries, periodMs: number) => {
    let before: { readonly value: number; readonly i: number } | undefined;
    return points.map((value, i) => {
      const last = before;
      if (value === undefined) return undefined;
      before = { value, i };
      return last && change(value, last.value, (i - last.i) * periodMs);
    });
  };
  return {
    takes: [['series'], ['list']],
    gives: first,
    of(place, args) {
      const value = argument(place, args, 0);
      if (value.kind === 'list') {
        return { kind: 'list', items: value.items.map((points) => of(points, place.periodMs)) };
      }
      return series(of(pointsOf(value), place.periodMs));
    },
  };
}

/** The functions that alarms here use; any other is refused by name. */
export const MATH_FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ABS: {
    takes: [['any']],
    gives: first,
    of: (place, args) => mapValue(argument(place, args, 0), Math.abs),
  },
  ANOMALY_DETECTION_BAND: {
    takes: [['series'], ['series', 'scalar']],
    gives: () => 'list',
    of(place, [of = NOTHING, deviations]) {
      const k = deviations === undefined ? 2 : (pointAt(place.value(deviations), 0) ?? 2);
      return { kind: 'list', items: place.band(of, k) };
    },
  },
  AVG: folding((numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length),
  DIFF: fromNeighbours((value, before) => value - before),
  FILL: {
    takes: [
      ['series', 'scalar'],
      ['series', 'series'],
      ['list', 'scalar'],
    ],
    gives: first,
    of(place, args) {
      const value = argument(place, args, 0);
      const fillOne = (points: TimeSeries) => filled(place, points, args[1] ?? NOTHING);
      if (value.kind === 'list') return { kind: 'list', items: value.items.map(fillOne) };
      return series(fillOne(pointsOf(value)));
    },
  },
  IF: {
    takes: [
      ['any', 'any'],
      ['any', 'any', 'any'],
    ],
    gives: (kinds) => (kinds.includes('series') ? 'series' : 'scalar'),
    of(place, args) {
      const [condition, yes, no] = args.map((arg) => place.value(arg));
      const choose = (i: number) => {
        const holds = condition && pointAt(condition, i);
        const chosen = holds ? yes : no;
        return holds === undefined || chosen === undefined ? undefined : pointAt(chosen, i);
      };
      const isSeries = [condition, yes, no].some((value) => value?.kind === 'series');
      return isSeries
        ? series(Array.from({ length: place.count }, (_, i) => choose(i)))
        : scalar(choose(0));
    },
  },
  MAX: folding((numbers) => Math.max(...numbers)),
  METRICS: {
    takes: [[], ['word']],
    gives: () => 'list',
    of(place, [part]) {
      return { kind: 'list', items: place.metrics(part?.kind === 'text' ? part.value : '') };
    },
  },
  MIN: folding((numbers) => Math.min(...numbers)),
  PERIOD: {
    takes: [['series']],
    gives: () => 'scalar',
    of: ({ periodMs }) => scalar(periodMs / 1000),
  },
  RATE: fromNeighbours((value, before, gapMs) => ((value - before) * 1000) / gapMs),
  SUM: folding((numbers) => numbers.reduce((sum, n) => sum + n, 0)),
};

const NOTHING: Expression = { kind: 'list', items: [] };

function argument(place: MathPlace, args: readonly Expression[], i: number): MathValue {
  return place.value(args[i] ?? NOTHING);
}

function pointsOf(value: MathValue): TimeSeries {
  return value.kind === 'series' ? value.points : [];
}

function filled(place: MathPlace, points: TimeSeries, filler: Expression): TimeSeries {
  const value = place.value(filler);
  return points.map((point, i) => point ?? pointAt(value, i));
}
