/** Beyond so many different values, they are kept to three significant digits: percentiles are then off by under 1 %. */
const EXACT_VALUES = 200;
const SIGNIFICANT_DIGITS = 3;

/** Values and how often each came, for percentiles. */
export class Distribution {
  readonly #counts = new Map<number, number>();
  #isCoarse = false;

  add(value: number, count: number): void {
    const kept = this.#isCoarse ? coarse(value) : value;
    this.#counts.set(kept, (this.#counts.get(kept) ?? 0) + count);
    if (!this.#isCoarse && this.#counts.size > EXACT_VALUES) this.#coarsen();
  }

  addAll(other: Distribution): void {
    for (const [value, count] of other.#counts) this.add(value, count);
  }

  entries(): readonly (readonly [number, number])[] {
    return [...this.#counts];
  }

  /** The smallest value that at least `percent` of all values do not exceed; undefined of nothing. */
  percentile(percent: number): number | undefined {
    const sorted = [...this.#counts].sort(([a], [b]) => a - b);
    const total = sorted.reduce((sum, [, count]) => sum + count, 0);
    let seen = 0;
    for (const [value, count] of sorted) {
      seen += count;
      if (seen * 100 >= percent * total) return value;
    }
    return undefined;
  }

  #coarsen(): void {
    this.#isCoarse = true;
    const exact = [...this.#counts];
    this.#counts.clear();
    for (const [value, count] of exact) this.add(value, count);
  }
}

function coarse(value: number): number {
  return Number(value.toPrecision(SIGNIFICANT_DIGITS));
}
