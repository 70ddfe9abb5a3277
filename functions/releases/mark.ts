/** What a deployment says of itself. Marks may arrive twice and in any order; `at` puts them right. */
export type Mark = StartedMark | LiveMark | EndedMark;

export interface StartedMark extends MarkBase {
  readonly kind: 'started';
  /** The release that the last deployment wanted in this place. Tells a rollback by CloudFormation from a deployment. */
  readonly replaces?: string;
}

interface LiveMark extends MarkBase {
  readonly kind: 'live';
}

/** The service, or its marker, was taken away. */
interface EndedMark extends MarkBase {
  readonly kind: 'ended';
}

interface MarkBase {
  /** The same for every delivery of one mark. */
  readonly markId: string;
  readonly releaseId: string;
  readonly commit?: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}
