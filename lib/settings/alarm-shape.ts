import type { Flaw } from './settings-error.ts';
import { isObject, leaf, own, record, type Shape, someOf, text } from './shape.ts';

const MOST = 200;

const limit = leaf('a number', "In the metric's unit.", Number.isFinite);

const rule = someOf({
  band: leaf(
    'a number of standard deviations from 1 to 10',
    'Write 3 for one false alarm a month.',
    (value) => typeof value === 'number' && value >= 1 && value <= 10,
  ),
  above: limit,
  below: limit,
  points: leaf(
    "'M/N': M of the latest N datapoints, M at most N, N at most 100",
    "Write '2/3'.",
    arePoints,
  ),
});

const alarm: Shape = (value, path) => (value === 'off' ? [] : rule(value, path));

/** The form of `alarms`. */
export const alarmsShape: Shape = (value, path) => [
  ...record(
    text(
      "must be an alarm's name after project and stage",
      "E.g. 'probe-health-latency'.",
      /^[a-z0-9][a-z0-9-]{0,160}$/,
    ),
    alarm,
    MOST,
  )(value, path),
  ...(isObject(value)
    ? Object.entries(value).flatMap(([name, one]) => clashes(`${path}.${name}`, one))
    : []),
];

function arePoints(value: unknown): boolean {
  const [, m, n] =
    (typeof value === 'string' && /^([1-9]\d?|100)\/([1-9]\d?|100)$/.exec(value)) || [];
  return m !== undefined && Number(m) <= Number(n);
}

function clashes(path: string, value: unknown): Flaw[] {
  if (!isObject(value)) return [];
  const kinds = ['band', 'above', 'below'].filter((key) => own(value, key) !== undefined);
  if (kinds.length > 1) {
    const fix = 'Keep one of them: an alarm has one limit.';
    return [{ path, rule: `has ${kinds.join(' and ')}.`, fix }];
  }
  if (kinds[0] !== 'band' || own(value, 'points') !== '1/1') return [];
  const fix = "Write '3/3': 1/1 gives a false alarm each day.";
  return [{ path: `${path}.points`, rule: "must not be '1/1' for a band.", fix }];
}
