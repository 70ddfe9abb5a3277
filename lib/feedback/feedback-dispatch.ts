import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Consumer } from '../../functions/feedback/dispatch/consumer.ts';
import type { DispatchEnvironment } from '../../functions/feedback/dispatch/environment.ts';
import { acknowledge } from '../acknowledge.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import type { Topics } from '../topics.ts';
import { DISPATCHED_RECORDS } from './dispatched-records.ts';

export interface FeedbackDispatchProps {
  readonly identity: Identity;

  /** Told on `ticket` of what could not be passed on. */
  readonly topics: Topics;

  /** The feedback, with a stream of what happens to it. */
  readonly table: ITable;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-dispatch'>;
}

const NAME = 'feedback-dispatch';

/**
 * Reads the feedback table's stream for all but triage: no more than two may read a stream. Each consumer has its queue,
 * so that none holds up another.
 */
export class FeedbackDispatch extends Construct {
  readonly #function: BundledFunction;
  readonly #queues: Partial<Record<Consumer, string>> = {};

  constructor(scope: Construct, id: string, props: FeedbackDispatchProps) {
    super(scope, id);
    const { identity, topics, table, reservedConcurrency } = props;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { identity, name: NAME, topics });
    const environment: DispatchEnvironment = {
      TASK_QUEUES: Lazy.string({ produce: () => Stack.of(this).toJsonString(this.#queues) }),
      DEAD_LETTERS_URL: deadLetters.queueUrl,
    };
    this.#function = new BundledFunction(this, 'Function', {
      identity,
      name: NAME,
      bundle: 'feedback/dispatch-handler',
      description: 'Sends what happens to feedback to those who work on it.',
      timeout: Duration.minutes(1),
      ...reservationOf(NAME, reservedConcurrency),
      environment: { ...environment },
    });
    this.#function.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        maxRecordAge: Duration.hours(12), // it needs SQS alone; a stream keeps records for a day
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(deadLetters),
        filters: DISPATCHED_RECORDS,
      }),
    );
    const reason = 'CDK grants ListStreams, which takes no resource.';
    acknowledge(this.#function.role ?? this.#function, reason, 'IAM5[Resource::*]');
  }

  /** From now on a consumer gets its tasks by this queue. */
  deliver(to: Consumer, tasks: IQueue): void {
    this.#queues[to] = tasks.queueUrl;
    tasks.grant(this.#function, 'sqs:SendMessage');
  }
}
