import type { DynamoDBRecord } from 'aws-lambda';
import { betaChangeOf } from '../beta/beta-change.ts';
import { removalOf } from '../cleanup/removal.ts';
import { mailTaskOf } from '../mail/mail-task.ts';
import { shippingTaskOf } from '../shipping/shipping-task.ts';
import type { Consumer } from './consumer.ts';

/**
 * Work for one consumer, as JSON: keys and closed words alone, for a queue outlives what is erased. What toggles know a
 * visitor by is such a key.
 */
export interface Task {
  readonly to: Consumer;
  readonly body: string;
}

/** What each consumer wants of a record; undefined where it is not concerned. */
const WANTED: Readonly<Record<Consumer, (record: DynamoDBRecord) => object | undefined>> = {
  beta: betaChangeOf,
  cleanup: removalOf,
  mail: mailTaskOf,
  shipping: shippingTaskOf,
};

const CONSUMERS = Object.keys(WANTED) as Consumer[];

/** The tasks that one record of the stream makes. */
export function tasksOf(record: DynamoDBRecord): readonly Task[] {
  return CONSUMERS.flatMap((to) => {
    const task = WANTED[to](record);
    return task ? [{ to, body: plainJson(task) }] : [];
  });
}

/** SQS refuses some characters of Unicode, which users may have in their keys. */
function plainJson(task: object): string {
  return JSON.stringify(task).replace(/[^ -~]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}
