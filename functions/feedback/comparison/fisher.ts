/** Of how many trials on one side so many failed. */
export interface Trials {
  readonly failed: number;
  readonly total: number;
}

/**
 * Fisher's exact test, one-sided: how likely chance alone gives `on` as many failures as it has or more, if both sides
 * failed alike. 1 says nothing against `on`.
 */
export function chanceOfWorse(on: Trials, off: Trials): number {
  const failed = on.failed + off.failed;
  const total = on.total + off.total;
  const most = Math.min(failed, on.total);
  let chance = 0;
  for (let count = on.failed; count <= most; count += 1) {
    const log =
      logChoose(on.total, count) + logChoose(off.total, failed - count) - logChoose(total, failed);
    chance += Math.exp(log);
  }
  return Math.min(1, chance);
}

/** -Infinity where there is no such choice. */
function logChoose(from: number, count: number): number {
  if (count < 0 || count > from) return Number.NEGATIVE_INFINITY;
  return logFactorial(from) - logFactorial(count) - logFactorial(from - count);
}

const EXACT_UP_TO = 1_000;
const LOG_FACTORIALS = [0];
for (let n = 1; n <= EXACT_UP_TO; n += 1) {
  LOG_FACTORIALS.push((LOG_FACTORIALS[n - 1] ?? 0) + Math.log(n));
}

/** Stirling's series beyond the table: its error there is below 1e-15. */
function logFactorial(n: number): number {
  const known = LOG_FACTORIALS[n];
  if (known !== undefined) return known;
  const series = 1 / (12 * n) - 1 / (360 * n ** 3);
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + series;
}
