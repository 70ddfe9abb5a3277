/** What the team says about feedback. Closed: indexes and metrics name it. */
export const STATUSES = ['new', 'planned', 'in-progress', 'shipped', 'declined'] as const;

export type Status = (typeof STATUSES)[number];

/** Nothing more is to be done about it; only the reporter's "still broken" opens it again. */
export function isClosed(status: Status): boolean {
  return status === 'shipped' || status === 'declined';
}
