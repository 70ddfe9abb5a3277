import { Duration } from 'aws-cdk-lib';

/** A time with its unit, e.g. `500ms`, `5s`, `1m`, `1h`. */
export type DurationText = `${number}${Unit}`;

type Unit = 'ms' | 's' | 'm' | 'h';

const MILLISECONDS_PER: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** The same time in milliseconds, or undefined where `text` is no whole number with a unit. */
export function millisecondsOf(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const [, amount, unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
  const factor = MILLISECONDS_PER[unit];
  return factor === undefined ? undefined : Number(amount) * factor;
}

/** The time that checked settings give. */
export function durationOf(text: DurationText): Duration {
  const milliseconds = millisecondsOf(text);
  if (milliseconds === undefined)
    throw new Error(`'${text}' is no time with its unit: ms, s, m, h`);
  return Duration.millis(milliseconds);
}
