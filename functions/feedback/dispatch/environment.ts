import type { Consumer } from './consumer.ts';

/** The addresses of the queues. A consumer without one is not there: nothing is sent. */
export type TaskQueues = Readonly<Partial<Record<Consumer, string>>>;

/** What the dispatcher reads from its environment; the construct writes it. */
export interface DispatchEnvironment {
  /** JSON of `TaskQueues`. */
  readonly TASK_QUEUES: string;
  /** The queue of records that make no sense. */
  readonly DEAD_LETTERS_URL: string;
}

/** In data that our construct wrote. */
export function taskQueuesOf({ TASK_QUEUES }: Pick<DispatchEnvironment, 'TASK_QUEUES'>) {
  return JSON.parse(TASK_QUEUES) as TaskQueues;
}
