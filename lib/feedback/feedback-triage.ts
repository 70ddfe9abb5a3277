import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { TriageEnvironment } from '../../functions/feedback/environment.ts';
import { acknowledge } from '../acknowledge.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';

export interface FeedbackTriageProps {
  readonly identity: Identity;

  /** New feedback is announced on `info`, a bug that many report and failures on `ticket`. */
  readonly topics: Topics;

  /** The feedback, with a stream of what happens to it. */
  readonly table: ITable;

  /** `Releases.table`: which release is current, and which were before. */
  readonly releasesTable: ITable;

  /** `Toggles.table`: which toggles and variants there are to count by. */
  readonly togglesTable: ITable;

  /**
   * So many reports of one bug within an hour make a ticket, once a day: from 2.
   * @default 5
   */
  readonly duplicatesForTicket?: number;

  /**
   * So many posts within a minute are usual. While there are more, each must bring the solution of a challenge: from 10.
   * @default 60
   */
  readonly challengeAbove?: number;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-triage'>;
}

/** Works on each new piece of feedback: redacts, groups and counts it, and tells the team. */
export class FeedbackTriage extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackTriageProps) {
    super(scope, id);
    const { identity, topics, table } = props;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      identity,
      name: 'feedback-triage',
      topics,
    });
    this.#function(props, deadLetters).addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 25,
        maxRecordAge: Duration.hours(1), // tried until then: an outage of minutes loses no notice
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(deadLetters),
        filters: [newFeedback()],
      }),
    );
  }

  #function(props: FeedbackTriageProps, deadLetters: IQueue): BundledFunction {
    const { identity, topics, table, releasesTable, togglesTable, reservedConcurrency } = props;
    const { duplicatesForTicket = 5, challengeAbove = 60 } = props;
    const environment: TriageEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: table.tableName,
      RELEASES_TABLE_NAME: releasesTable.tableName,
      TOGGLES_TABLE_NAME: togglesTable.tableName,
      INFO_TOPIC_ARN: topics.info.topicArn,
      TICKET_TOPIC_ARN: topics.ticket.topicArn,
      DUPLICATES_FOR_TICKET: String(duplicatesForTicket),
      CHALLENGE_ABOVE: String(challengeAbove),
      DEAD_LETTERS_URL: deadLetters.queueUrl,
    };
    const triage = new BundledFunction(this, 'Function', {
      identity,
      name: 'feedback-triage',
      bundle: 'feedback/triage-handler',
      description: 'Redacts, groups and counts new feedback, and tells the team.',
      timeout: Duration.minutes(1),
      ...reservationOf('feedback-triage', reservedConcurrency),
      environment: { ...environment },
    });
    acknowledge(
      triage.role ?? triage,
      'CDK grants ListStreams, which takes no resource, and the family of data keys of the topics alone.',
      'IAM5[Resource::*]',
      'IAM5[Action::kms:GenerateDataKey*]',
    );
    grantItems(table, triage, 'BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem');
    grantItems(table, triage, 'ConditionCheckItem'); // no note beside feedback that was erased meanwhile
    releasesTable.grant(triage, 'dynamodb:GetItem');
    grantItems(togglesTable, triage, 'GetItem');
    topics.info.grantPublish(triage);
    topics.ticket.grantPublish(triage);
    return triage;
  }
}

/** Idempotency keys, events and what triage itself writes pass through the stream too. */
function newFeedback() {
  return FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { sk: { S: FilterRule.isEqual('FEEDBACK') } } },
  });
}
