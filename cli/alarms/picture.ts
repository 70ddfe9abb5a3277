import type { LearnedBands } from '../../functions/alarms/learned-bands.ts';
import { limitsAt } from '../../functions/alarms/limits.ts';
import type { Recording } from '../../functions/alarms/recording.ts';
import type { Episode } from '../../functions/alarms/replay.ts';
import type { AlarmRule } from '../../functions/alarms/rule.ts';

/** What is drawn of a backtest. */
export interface Picture {
  readonly recording: Recording;
  readonly rule: AlarmRule;
  readonly bands: LearnedBands;
  readonly episodes: readonly Episode[];
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface Slices extends Range {
  /** Of each slice of time what its values lie between; undefined where there is none. */
  readonly values: readonly (Range | undefined)[];
  /** What the rule allows at the begin of each slice: an upper edge, a lower one, both or none. */
  readonly limits: readonly (readonly number[])[];
}

/** Cuts a series into so many slices of time: two million points on a screen are those between which they lie. */
export function sliced({ recording, rule, bands }: Picture, slices: number): Slices {
  const { count } = recording.spans;
  const values = Array.from({ length: slices }, (_, slice) =>
    rangeOf(
      recording.values,
      Math.floor((slice * count) / slices),
      Math.floor(((slice + 1) * count) / slices),
    ),
  );
  const limits = Array.from({ length: slices }, (_, slice) =>
    Object.values(limitsAt(rule, bands, Math.floor((slice * count) / slices))),
  );
  const all = [
    ...values.flatMap((range) => (range ? [range.least, range.most] : [])),
    ...limits.flat(),
  ];
  return { values, limits, least: Math.min(...all), most: Math.max(...all) };
}

function rangeOf(values: Recording['values'], from: number, to: number): Range | undefined {
  let [least, most] = [Infinity, -Infinity];
  for (let i = from; i < Math.max(to, from + 1); i++) {
    const value = values[i];
    if (value === undefined) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least > most ? undefined : { least, most };
}
