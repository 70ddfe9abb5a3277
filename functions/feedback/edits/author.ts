/** Who edits, and when. */
export interface Author {
  readonly who: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}
