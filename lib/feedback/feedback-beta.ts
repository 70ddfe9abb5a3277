import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { BetaSegmentEnvironment } from '../../functions/feedback/beta/environment.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import { TaskQueue } from '../task-queue.ts';
import type { Topics } from '../topics.ts';
import type { FeedbackDispatch } from './feedback-dispatch.ts';

export interface FeedbackBetaProps {
  readonly identity: Identity;

  /** Told on `ticket` of reporters who could not be let in or out. */
  readonly topics: Topics;

  /** `Feedback.table` of the same stage. */
  readonly table: ITable;

  /** `Feedback.dispatch` of the same stage: tells of who wants in or out. */
  readonly dispatch: FeedbackDispatch;

  /** `Toggles.table`: the segment `beta` is in its document. */
  readonly togglesTable: ITable;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-beta-segment'>;
}

/** All who join or leave within it make one version of the toggles. */
const WINDOW = Duration.seconds(10);
const TIMEOUT = Duration.minutes(1);

/** Lets reporters who want to be beta testers into the segment `beta` of the toggles, and out of it. */
export class FeedbackBeta extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackBetaProps) {
    super(scope, id);
    const { identity, topics, dispatch } = props;
    const name = 'feedback-beta-segment';
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { identity, name, topics });
    const tasks = new TaskQueue(this, 'Tasks', {
      identity,
      name,
      timeout: TIMEOUT,
      window: WINDOW,
      patience: Duration.hours(1), // an outage of minutes loses nobody's wish
      deadLetters,
    });
    this.#function(props).addEventSource(tasks.source(100));
    dispatch.deliver('beta', tasks);
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
      timeout: TIMEOUT,
      ...reservationOf('feedback-beta-segment', reservedConcurrency),
      environment: { ...environment },
    });
    const write = ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
    grantItems(table, segment, 'GetItem', 'Query', ...write);
    grantItems(togglesTable, segment, 'GetItem', 'PutItem', 'UpdateItem');
    return segment;
  }
}
