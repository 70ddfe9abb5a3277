/** Share of each variant in a `fractional` rule, in percent; undefined where variants or weights are computed. */
export type Percentages = Readonly<Record<string, number>>;

/** @param members - `[what to spread users by?, [variant, weight], …]`: weights are relative, 1 where there is none */
export function percentagesOf(members: readonly unknown[] | undefined): Percentages | undefined {
  const buckets = (members ?? []).filter((member) => Array.isArray(member));
  const shares = buckets.map(([variant, weight = 1]): [unknown, unknown] => [variant, weight]);
  if (shares.length === 0 || !shares.every(isShare)) return undefined;
  const total = shares.reduce((sum, [, weight]) => sum + weight, 0);
  if (total <= 0) return undefined;
  const percentages = new Map<string, number>();
  for (const [variant, weight] of shares) {
    percentages.set(variant, (percentages.get(variant) ?? 0) + (100 * weight) / total);
  }
  return Object.fromEntries(percentages);
}

/** `on 25 %`, with two decimals at most. */
export function percentInWords(percent: number): string {
  return `${Number(percent.toFixed(2))} %`;
}

function isShare(share: readonly [unknown, unknown]): share is [string, number] {
  return typeof share[0] === 'string' && typeof share[1] === 'number';
}
