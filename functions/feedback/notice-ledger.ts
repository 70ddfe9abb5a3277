import type { Feedback } from './feedback.ts';

/** Which feedback the team was told of: a stream delivers at least once, people want to hear of it once. */
export interface NoticeLedger {
  /** The feedback, unless its notice was sent or it is gone. */
  findUnannounced(id: string): Promise<Feedback | undefined>;

  markAnnounced(id: string): Promise<void>;
}
