import type { Severity } from '../../functions/alerts/severity.ts';

/** When a target that answers requests is said to fail, or to be slow. */
export interface RequestRules {
  /** In percent of requests. */
  readonly errorsAbove: number;
  /** Of fewer in a minute no ratio is made. */
  readonly leastRequests: number;
  /** Of the alarm on errors. */
  readonly severity?: Severity;
  /** In milliseconds: slower is slow, until two weeks have shown what is usual. */
  readonly slowMs: number;
}

export const REQUEST_RULES: RequestRules = { errorsAbove: 5, leastRequests: 10, slowMs: 3_000 };
