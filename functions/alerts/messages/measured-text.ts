import type { MemberAlarm } from '../alert.ts';

/**
 * How bad it is against what is normal, by the name of what was measured: `Up was 0, normal is at least 1`; undefined where
 * nothing was measured.
 */
export function measuredText({
  measured,
  metricName,
}: Pick<MemberAlarm, 'measured' | 'metricName'>): string | undefined {
  if (!measured) return undefined;
  const { value, lower, upper } = measured;
  const name = metricName ?? '';
  const unit = UNITS.find(([pattern]) => pattern.test(name))?.[1] ?? '';
  const normal = normalText({ lower, upper }, unit);
  const was = name === '' ? `measured ${numberText(value)}` : `${name} was ${numberText(value)}`;
  return `${was}${unit}${normal === undefined ? '' : `, normal is ${normal}`}`;
}

/** By the names of AWS's and Afterprod's own metrics: neither message of CloudWatch says a unit. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(Duration|Latency|IntegrationLatency|SuccessfulRequestLatency)$|Ms$/, ' ms'],
  [/^(ApproximateAgeOfOldestMessage|AgeOfOldestMessage)$|Seconds$/, ' s'],
  [/(Percent|Utilization)$/, ' %'],
  [/^DaysLeft$|Days$/, ' days'],
];

interface Edges {
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

function normalText({ lower, upper }: Edges, unit: string): string | undefined {
  if (lower === undefined) {
    if (upper === undefined) return undefined;
    return upper === 0 ? 'none' : `at most ${numberText(upper)}${unit}`;
  }
  if (upper === undefined) return `at least ${numberText(lower)}${unit}`;
  return `${numberText(lower)} to ${numberText(upper)}${unit}`;
}

/** Whole numbers as they are, others with three digits that count. */
function numberText(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
