import type { DynamoDBRecord } from 'aws-lambda';
import type { Consumer } from './consumer.ts';
import type { TaskSender } from './task-sender.ts';
import { tasksOf } from './tasks-of.ts';

export interface DispatchDependencies {
  readonly sender: TaskSender;
  /** Keeps a record that makes no sense, by its keys. Rejects where it cannot. */
  readonly setAside: (record: DynamoDBRecord, error: unknown) => Promise<void>;
}

/** The tasks of one consumer, once each, and the records that they come from. */
type Tasks = Map<string, DynamoDBRecord[]>;

/**
 * Sends what a batch of the stream's records means to those who work on it. Nobody is waited for but the queues: no
 * consumer holds up another.
 *
 * @returns the records that must come again; what of them was sent already is then sent twice
 */
export async function dispatch(
  records: readonly DynamoDBRecord[],
  { sender, setAside }: DispatchDependencies,
): Promise<readonly DynamoDBRecord[]> {
  const all = new Map<Consumer, Tasks>();
  for (const record of records) {
    try {
      sort(record, all);
    } catch (error) {
      await setAside(record, error);
    }
  }
  const failed = new Set<DynamoDBRecord>();
  for (const [to, tasks] of all) {
    const left = await sender.send(to, [...tasks.keys()]);
    for (const record of left.flatMap((body) => tasks.get(body) ?? [])) failed.add(record);
  }
  return [...failed];
}

function sort(record: DynamoDBRecord, all: Map<Consumer, Tasks>): void {
  for (const { to, body } of tasksOf(record)) {
    const tasks = all.get(to) ?? new Map();
    all.set(to, tasks);
    tasks.set(body, [...(tasks.get(body) ?? []), record]);
  }
}
