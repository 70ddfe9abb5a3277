import type { Consumer } from './consumer.ts';

/** Puts tasks into the queues of those who work on them. */
export interface TaskSender {
  /** @returns those that were not taken: they must be sent again */
  send(to: Consumer, bodies: readonly string[]): Promise<readonly string[]>;
}
