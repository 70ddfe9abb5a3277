import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { CleanupEnvironment } from '../../functions/feedback/environment.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import { TaskQueue } from '../task-queue.ts';
import type { Topics } from '../topics.ts';
import type { FeedbackDispatch } from './feedback-dispatch.ts';
import type { Quarantine } from './quarantine.ts';

export interface FeedbackCleanupProps {
  readonly identity: Identity;

  /** Failures are announced on `ticket`. */
  readonly topics: Topics;

  readonly table: ITable;

  /** Tells of feedback that is gone. */
  readonly dispatch: FeedbackDispatch;

  /** Where its pictures are. */
  readonly quarantine: Quarantine;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-cleanup'>;
}

const NAME = 'feedback-cleanup';
const TIMEOUT = Duration.minutes(1);

/** Removes what lies elsewhere of feedback that is gone: its pictures, and its place among near-duplicates. */
export class FeedbackCleanup extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackCleanupProps) {
    super(scope, id);
    const { identity, topics, dispatch } = props;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { identity, name: NAME, topics });
    const tasks = new TaskQueue(this, 'Tasks', {
      identity,
      name: NAME,
      timeout: TIMEOUT,
      patience: Duration.hours(12), // nobody waits for it, and what is erased must go
      deadLetters,
    });
    this.#function(props).addEventSource(tasks.source(10));
    dispatch.deliver('cleanup', tasks);
  }

  #function({ identity, table, quarantine, ...props }: FeedbackCleanupProps): BundledFunction {
    const environment: CleanupEnvironment = { TABLE_NAME: table.tableName };
    const cleanup = new BundledFunction(this, 'Function', {
      identity,
      name: NAME,
      bundle: 'feedback/cleanup-handler',
      description: 'Removes what lies elsewhere of feedback that is gone.',
      timeout: TIMEOUT,
      ...reservationOf(NAME, props.reservedConcurrency),
      environment: { ...environment },
    });
    grantItems(table, cleanup, 'BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query');
    quarantine.grant(cleanup, 'DeleteObject');
    return cleanup;
  }
}
