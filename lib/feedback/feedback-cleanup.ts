import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { CleanupEnvironment } from '../../functions/feedback/environment.ts';
import { acknowledge } from '../acknowledge.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';
import type { Quarantine } from './quarantine.ts';

export interface FeedbackCleanupProps {
  readonly identity: Identity;

  /** Failures are announced on `ticket`. */
  readonly topics: Topics;

  /** The feedback, with a stream of what happens to it. */
  readonly table: ITable;

  /** Where its pictures are. */
  readonly quarantine: Quarantine;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-cleanup'>;
}

/** Removes what lies elsewhere of feedback that is gone: its pictures, and its place among near-duplicates. */
export class FeedbackCleanup extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackCleanupProps) {
    super(scope, id);
    const { identity, topics, table } = props;
    const name = 'feedback-cleanup';
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { identity, name, topics });
    this.#function(props).addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        maxRecordAge: Duration.hours(12), // nobody waits for it, and what is erased must go
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(deadLetters),
        filters: [removals()],
      }),
    );
  }

  #function({ identity, table, quarantine, ...props }: FeedbackCleanupProps): BundledFunction {
    const environment: CleanupEnvironment = { TABLE_NAME: table.tableName };
    const cleanup = new BundledFunction(this, 'Function', {
      identity,
      name: 'feedback-cleanup',
      bundle: 'feedback/cleanup-handler',
      description: 'Removes what lies elsewhere of feedback that is gone.',
      timeout: Duration.minutes(1),
      ...reservationOf('feedback-cleanup', props.reservedConcurrency),
      environment: { ...environment },
    });
    const reason = 'CDK grants ListStreams, which takes no resource.';
    acknowledge(cleanup.role ?? cleanup, reason, 'IAM5[Resource::*]');
    grantItems(table, cleanup, 'BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query');
    quarantine.grant(cleanup, 'DeleteObject');
    return cleanup;
  }
}

/** Of feedback, erased or over its time, and of the notes by which late pictures are found. */
function removals() {
  return FilterCriteria.filter({
    eventName: FilterRule.isEqual('REMOVE'),
    dynamodb: { Keys: { sk: { S: FilterRule.or('FEEDBACK', 'LATE') } } },
  });
}
