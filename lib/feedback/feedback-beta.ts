import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { BetaSegmentEnvironment } from '../../functions/feedback/beta/environment.ts';
import { acknowledge } from '../acknowledge.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';

export interface FeedbackBetaProps {
  readonly identity: Identity;

  /** Told on `ticket` of reporters who could not be let in or out. */
  readonly topics: Topics;

  /** `Feedback.table` of the same stage, with its stream. */
  readonly table: ITable;

  /** `Toggles.table`: the segment `beta` is in its document. */
  readonly togglesTable: ITable;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-beta-segment'>;
}

/** All who join or leave within it make one version of the toggles. */
const WINDOW = Duration.seconds(10);

/** Lets reporters who want to be beta testers into the segment `beta` of the toggles, and out of it. */
export class FeedbackBeta extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackBetaProps) {
    super(scope, id);
    const { identity, topics, table } = props;
    const name = 'feedback-beta-segment';
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { identity, name, topics });
    this.#function(props).addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        maxBatchingWindow: WINDOW,
        maxRecordAge: Duration.hours(1), // tried until then: an outage of minutes loses nobody's wish
        bisectBatchOnError: true,
        onFailure: new SqsDlq(deadLetters),
        filters: [wishesOfTesters()],
      }),
    );
  }

  #function({ identity, table, togglesTable, reservedConcurrency }: FeedbackBetaProps) {
    const environment: BetaSegmentEnvironment = {
      TABLE_NAME: table.tableName,
      TOGGLES_TABLE_NAME: togglesTable.tableName,
    };
    const segment = new BundledFunction(this, 'Function', {
      identity,
      name: 'feedback-beta-segment',
      bundle: 'feedback/beta-segment-handler',
      description: 'Lets beta testers into their segment of the toggles, and out of it.',
      timeout: Duration.minutes(1),
      ...reservationOf('feedback-beta-segment', reservedConcurrency),
      environment: { ...environment },
    });
    acknowledge(
      segment.role ?? segment,
      'CDK grants ListStreams, which takes no resource.',
      'IAM5[Resource::*]',
    );
    const write = ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
    grantItems(table, segment, 'GetItem', 'Query', ...write);
    grantItems(togglesTable, segment, 'GetItem', 'PutItem', 'UpdateItem');
    return segment;
  }
}

/** Of all that happens to feedback, what happens to a contact that says how toggles know its reporter, after it came. */
function wishesOfTesters() {
  return FilterCriteria.filter({
    dynamodb: {
      Keys: { sk: { S: FilterRule.isEqual('CONTACT') } },
      OldImage: { beta: { M: { targetingKey: { S: FilterRule.exists() } } } },
    },
  });
}
