/** Afterprod's functions, as their physical names end. */
export const FUNCTION_NAMES = [
  'alerts-deliverer',
  'alerts-rotate',
  'alerts-router',
  'alerts-sweeper',
  'feedback-admin',
  'feedback-beta',
  'feedback-beta-segment',
  'feedback-challenge',
  'feedback-attachments',
  'feedback-changes',
  'feedback-cleanup',
  'feedback-comparison',
  'feedback-contact',
  'feedback-delete',
  'feedback-dispatch',
  'feedback-get',
  'feedback-mail',
  'feedback-openapi',
  'feedback-post',
  'feedback-shipping',
  'feedback-triage',
  'feedback-verdict',
  'probes',
  'probes-daily',
  'probes-heartbeats',
  'releases-marker',
  'toggles-admin',
  'toggles-ofrep',
  'toggles-rollout',
  'toggles-seed',
  'toggles-stale-report',
] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

/**
 * How many of the account's concurrent executions belong to a function alone, which is also the most that it gets. They
 * are taken from all others; AWS leaves at least 100 unreserved, so that a new account, whose limit may be 10, can
 * reserve none.
 */
export type ReservedConcurrency = Readonly<Partial<Record<FunctionName, number>>>;

/** What the properties of a function say of its reservation: nothing without one. */
export function reservationOf(
  name: FunctionName,
  reserved: ReservedConcurrency = {},
): { readonly reservedConcurrentExecutions?: number } {
  const executions = reserved[name];
  return executions === undefined ? {} : { reservedConcurrentExecutions: executions };
}
