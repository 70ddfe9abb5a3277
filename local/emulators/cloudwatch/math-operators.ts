import type { TimeSeries } from '../../../functions/alarms/time-series.ts';
import type { Operator } from './expression.ts';
import { type MathValue, pointAt, scalar, series } from './math-value.ts';

const OPERATORS: Readonly<Record<Operator, (a: number, b: number) => number | boolean>> = {
  OR: (a, b) => a !== 0 || b !== 0,
  AND: (a, b) => a !== 0 && b !== 0,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

/**
 * Of two series, a point missing in one beside a point in the other counts as 0; a scalar fills no gap.
 * What has no finite result (division by zero) is missing.
 */
export function operate(operator: Operator, left: MathValue, right: MathValue): MathValue {
  if (left.kind === 'list') {
    const items = left.items.map((points) => pointsOf(operate(operator, series(points), right)));
    return { kind: 'list', items };
  }
  if (right.kind === 'list') {
    const items = right.items.map((points) => pointsOf(operate(operator, left, series(points))));
    return { kind: 'list', items };
  }
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    return scalar(applied(operator, left.value, right.value));
  }
  return series(operateOnSeries(operator, left, right));
}

function operateOnSeries(operator: Operator, left: MathValue, right: MathValue): TimeSeries {
  const gap = left.kind === 'series' && right.kind === 'series' ? 0 : undefined;
  const { length } = left.kind === 'series' ? left.points : pointsOf(right);
  const points: (number | undefined)[] = [];
  for (let i = 0; i < length; i++) {
    const a = pointAt(left, i);
    const b = pointAt(right, i);
    const isThere = a !== undefined || b !== undefined;
    points.push(isThere ? applied(operator, a ?? gap, b ?? gap) : undefined);
  }
  return points;
}

function applied(
  operator: Operator,
  a: number | undefined,
  b: number | undefined,
): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  const result = Number(OPERATORS[operator](a, b));
  return Number.isFinite(result) ? result : undefined;
}

function pointsOf(value: MathValue) {
  return value.kind === 'series' ? value.points : [];
}
