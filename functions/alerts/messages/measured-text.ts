import type { Measured } from '../transition.ts';

/** How bad it is against what is normal: `measured 812, normal is 200 to 300`. */
export function measuredText({ value, lower, upper }: Measured): string {
  const normal = normalText(lower, upper);
  return `measured ${numberText(value)}${normal === undefined ? '' : `, normal is ${normal}`}`;
}

function normalText(lower: number | undefined, upper: number | undefined): string | undefined {
  if (lower === undefined) return upper === undefined ? undefined : `up to ${numberText(upper)}`;
  if (upper === undefined) return `at least ${numberText(lower)}`;
  return `${numberText(lower)} to ${numberText(upper)}`;
}

/** Whole numbers as they are, others with three digits that count. */
function numberText(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
