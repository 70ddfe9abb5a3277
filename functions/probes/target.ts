/** What is probed, and which answer is healthy. Written by `lib/probes.ts` into the function's environment. */
export interface ProbeTarget {
  /** Names its metrics. */
  readonly name: string;
  readonly url: string;
  /** Statuses from the first to the last, both counted, e.g. `[200, 299]`. */
  readonly expectedStatus: readonly [number, number];
  /** Slowest healthy answer: time from the request to its headers, inclusive. */
  readonly latencyBudgetMs: number;
  /** For all of one attempt, its redirects and body too. */
  readonly giveUpAfterMs: number;
}
