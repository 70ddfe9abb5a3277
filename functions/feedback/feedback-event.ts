import type { Status } from './status.ts';

export const VERDICTS = ['fixed', 'still-broken'] as const;

/** What the reporter says of what was shipped. */
export type Verdict = (typeof VERDICTS)[number];

/** Who wrote an event that came from the reporter: no name, for none is known. */
export const REPORTER = 'reporter';

/** Who wrote an event that no person decided: a release went live, or was taken back. */
export const AFTERPROD = 'afterprod';

interface EventBase {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** A member of the team, as IAM or the command knows them; `REPORTER`; or a function of ours. */
  readonly who: string;
}

export interface StatusEvent extends EventBase {
  readonly type: 'status';
  readonly from: Status;
  readonly to: Status;
  /** The release that made it so. @default - a person did */
  readonly release?: string;
  /** The release that had shipped it was taken back. @default - it was not so */
  readonly reason?: 'taken-back';
}

/** Words of the team for the reporter. */
export interface ReplyEvent extends EventBase {
  readonly type: 'reply';
  readonly text: string;
}

/** Feedback that is still broken is new again: `to` differs from `from`. */
export interface VerdictEvent extends EventBase {
  readonly type: 'verdict';
  readonly text: Verdict;
  readonly from: Status;
  readonly to: Status;
  /** Whom the verdict counts for or against. @default - no release is known */
  readonly release?: string;
}

/** It went to the topic `to`: the id of the group of near-duplicates. */
export interface MergeEvent extends EventBase {
  readonly type: 'merge';
  readonly from?: string;
  readonly to: string;
}

/** Tied to a commit or pull request, which `text` names. */
export interface LinkEvent extends EventBase {
  readonly type: 'link';
  readonly text: string;
  /** Key of the toggle that must be on besides. @default - none: who has the release has the change */
  readonly toggle?: string;
}

/** One line of the life of feedback: its timeline on the status page, and its audit. Written once, never changed. */
export type FeedbackEvent = StatusEvent | ReplyEvent | VerdictEvent | MergeEvent | LinkEvent;
