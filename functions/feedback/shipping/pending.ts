import type { LinkEvent } from '../feedback-event.ts';

/** Open feedback that waits for a release with one of its links. */
export interface Pending {
  readonly id: string;
  /** At least one; those that may still ship it. */
  readonly links: readonly Pick<LinkEvent, 'text' | 'toggle'>[];
}
