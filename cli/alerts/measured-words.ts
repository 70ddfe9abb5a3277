import type { Measured } from '../../functions/alerts/transition.ts';

/** `measured 812.5, normal is 80 to 240`. Undefined where CloudWatch did not say. */
export function measuredWords(measured: Measured | undefined): string | undefined {
  if (!measured) return undefined;
  const { value, lower, upper } = measured;
  const said = `measured ${rounded(value)}`;
  if (lower !== undefined && upper !== undefined)
    return `${said}, normal is ${rounded(lower)} to ${rounded(upper)}`;
  if (upper !== undefined) return `${said}, the limit is ${rounded(upper)}`;
  return lower === undefined ? said : `${said}, at least ${rounded(lower)} is wanted`;
}

const DIGITS = 4;

function rounded(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
