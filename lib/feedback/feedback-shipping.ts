import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ShippingEnvironment } from '../../functions/feedback/shipping/environment.ts';
import { acknowledge } from '../acknowledge.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import { FunctionSchedule } from '../function-schedule.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import { TaskQueue } from '../task-queue.ts';
import type { Topics } from '../topics.ts';
import type { FeedbackDispatch } from './feedback-dispatch.ts';

export interface FeedbackShippingProps {
  readonly identity: Identity;

  /** Told on `ticket` of what could not be brought into line with what is live. */
  readonly topics: Topics;

  /** `Feedback.table` of the same stage. */
  readonly table: ITable;

  /** `Feedback.dispatch` of the same stage: tells of what begins to wait for a release. */
  readonly dispatch: FeedbackDispatch;

  /** `Releases.table`, with its stream: what is live, what it consists of, and what was taken back. */
  readonly releasesTable: ITable;

  /** `Toggles.table`: whether what a change is behind is on. */
  readonly togglesTable: ITable;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-shipping'>;
}

const NAME = 'feedback-shipping';
const INTERVAL = Duration.minutes(15);
const TIMEOUT = Duration.minutes(5); // tens of thousands at once

/** Tells reporters that what they told of is fixed, when a release with the change is live and its toggle is on. */
export class FeedbackShipping extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackShippingProps) {
    super(scope, id);
    const { identity, topics, dispatch, releasesTable } = props;
    const deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', {
      identity,
      name: NAME,
      topics,
    });
    const shipping = this.#function(props, deadLetterQueue);
    shipping.addEventSource(releasesOf(releasesTable, deadLetterQueue));
    const tasks = new TaskQueue(this, 'Tasks', {
      identity,
      name: NAME,
      timeout: TIMEOUT,
      patience: INTERVAL, // then the schedule looks at everything anyway
      deadLetters: deadLetterQueue,
    });
    shipping.addEventSource(tasks.source(10));
    dispatch.deliver('shipping', tasks);
    new FunctionSchedule(this, 'Schedule', {
      identity,
      name: NAME,
      description: 'Looks for feedback that toggles have shipped meanwhile.',
      function: shipping,
      expression: ScheduleExpression.rate(INTERVAL),
      deadLetterQueue,
    });
  }

  #function(props: FeedbackShippingProps, deadLetterQueue: IQueue): BundledFunction {
    const { identity, table, releasesTable, togglesTable, reservedConcurrency } = props;
    const environment: ShippingEnvironment = {
      TABLE_NAME: table.tableName,
      RELEASES_TABLE_NAME: releasesTable.tableName,
      TOGGLES_TABLE_NAME: togglesTable.tableName,
    };
    const shipping = new BundledFunction(this, 'Function', {
      identity,
      name: NAME,
      bundle: 'feedback/shipping-handler',
      description: 'Tells reporters what is fixed, and what was taken back.',
      timeout: TIMEOUT,
      ...reservationOf(NAME, reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue,
      retryAttempts: 0, // the next tick is the retry
      maxEventAge: Duration.minutes(1),
    });
    acknowledge(
      shipping.role ?? shipping,
      'CDK grants ListStreams, which takes no resource.',
      'IAM5[Resource::*]',
    );
    grantItems(table, shipping, 'Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem');
    grantItems(releasesTable, shipping, 'GetItem');
    grantItems(togglesTable, shipping, 'GetItem');
    return shipping;
  }
}

/** Wakes it for what is live. Tried until the schedule looks at everything anyway. */
function releasesOf(table: ITable, deadLetterQueue: IQueue): DynamoEventSource {
  return new DynamoEventSource(table, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    maxRecordAge: INTERVAL,
    onFailure: new SqsDlq(deadLetterQueue),
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { Keys: { pk: { S: FilterRule.isEqual('CURRENT') } } },
      }),
    ],
  });
}
