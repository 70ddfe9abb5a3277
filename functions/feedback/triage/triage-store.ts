import type { Feedback } from '../feedback.ts';
import type { Fingerprint } from './fingerprint.ts';

/** A group of near-duplicates, by the fingerprint of its first member. */
export interface Topic {
  /** The id of its first member. */
  readonly id: string;
  readonly fingerprint: Fingerprint;
}

/** What triage made of one piece of feedback. */
export interface Triaged {
  /** Id and time of what was triaged. */
  readonly feedback: Pick<Feedback, 'id' | 'receivedAt'>;
  readonly text: string;
  readonly context: Feedback['context'];
  readonly spamScore: number;
  /** Absent for spam, which belongs to no topic and is not counted. */
  readonly counted?: Counted;
}

export interface Counted {
  readonly topic: Topic;
  /** The bands that lead to the topic from now on; none where it is known already. */
  readonly newBands: readonly string[];
  /** The names of the counters that go up: see `counterNames`. */
  readonly counters: readonly string[];
  readonly isNegative: boolean;
}

/** One piece of feedback on its way from one topic to another. */
export interface Move {
  readonly feedback: Pick<Feedback, 'id' | 'receivedAt'>;
  /** Of its words. */
  readonly fingerprint: Fingerprint;
  /** Topics that it may be counted with: those that it has left. */
  readonly from: readonly string[];
  readonly to: string;
}

/** What triage keeps. Every adapter passes `describeTriageStore` in test/support. */
export interface TriageStore {
  /** The topic that each band leads to; a band that leads nowhere is left out. */
  topicsOf(bands: readonly string[]): Promise<ReadonlyMap<string, Topic>>;

  /**
   * Writes what triage made of feedback in place of its message, and counts it: all or nothing, and once. False where
   * it has no message any more, or is gone.
   */
  keep(triaged: Triaged): Promise<boolean>;

  /** How many members of a topic were received from one moment to another, both included: ISO 8601, UTC. */
  countMembers(topicId: string, from: string, to: string): Promise<number>;

  /** Whether the team was told on this day (`2026-11-23`) that a topic has many members. */
  wasTicketed(topicId: string, day: string): Promise<boolean>;

  markTicketed(topicId: string, day: string): Promise<void>;

  /**
   * Counts feedback with the topic that it was put into, and lets its words lead there: what says the same from now on is
   * counted there, too. Nothing happens where it is in another topic meanwhile, or gone. Twice is once.
   */
  move(move: Move): Promise<void>;
}
