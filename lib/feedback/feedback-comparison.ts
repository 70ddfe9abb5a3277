import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ComparisonEnvironment } from '../../functions/feedback/comparison/environment.ts';
import { guardedServiceOf } from '../alarm-description.ts';
import { announce } from '../announce.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import { FunctionSchedule } from '../function-schedule.ts';
import { type Identity, nameOf } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';

export interface FeedbackComparisonProps {
  readonly identity: Identity;

  /** Told on `ticket` of a toggle whose users complain more, and of failed runs. */
  readonly topics: Topics;

  /** `Feedback.table` of the same stage. */
  readonly table: ITable;

  /** `Toggles.table`: which toggles there are. */
  readonly togglesTable: ITable;

  /** `Toggles.exposuresTable`: how often each variant was served. */
  readonly exposuresTable: ITable;

  /**
   * Keys of toggles that get an alarm, `<project>-<stage>-feedback-toggle-<key>`, for a guard to name.
   * @default [] - figures alone
   */
  readonly alarmsFor?: readonly string[];

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-comparison'>;
}

const INTERVAL = Duration.minutes(15);

/** Chance alone gives as many complaints once in ten thousand times: it is looked at a hundred times a day. */
const MOST_HARM = 4;

/** Compares what users with a toggle on say with what the others do, every quarter of an hour. */
export class FeedbackComparison extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackComparisonProps) {
    super(scope, id);
    const { identity, topics, alarmsFor = [] } = props;
    const name = 'feedback-comparison';
    const deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', { identity, name, topics });
    new FunctionSchedule(this, 'Schedule', {
      identity,
      name,
      description: "Compares users' feedback with toggles on and off.",
      function: this.#function(props, deadLetterQueue),
      expression: ScheduleExpression.rate(INTERVAL),
      deadLetterQueue,
    });
    for (const key of alarmsFor) this.#alarm(identity, topics, key);
  }

  #function(props: FeedbackComparisonProps, deadLetterQueue: IQueue): IFunction {
    const { identity, table, togglesTable, exposuresTable, reservedConcurrency } = props;
    const environment: ComparisonEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: table.tableName,
      TOGGLES_TABLE_NAME: togglesTable.tableName,
      EXPOSURES_TABLE_NAME: exposuresTable.tableName,
    };
    const comparison = new BundledFunction(this, 'Function', {
      identity,
      name: 'feedback-comparison',
      bundle: 'feedback/comparison-handler',
      description: "Publishes how much users' feedback speaks against each toggle.",
      timeout: Duration.minutes(1),
      ...reservationOf('feedback-comparison', reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue,
      retryAttempts: 0, // the next tick is the retry
      maxEventAge: Duration.minutes(1),
    });
    grantItems(table, comparison, 'Query');
    grantItems(togglesTable, comparison, 'GetItem');
    grantItems(exposuresTable, comparison, 'Query');
    return comparison;
  }

  #alarm({ project, stage }: Identity, topics: Topics, key: string): void {
    const harm = new Metric({
      namespace: 'Afterprod',
      metricName: 'FeedbackHarm',
      dimensionsMap: { Project: project, Stage: stage, Toggle: key },
      statistic: 'Maximum',
      period: INTERVAL,
    });
    const alarm = harm.createAlarm(this, `Toggle-${key}`, {
      alarmName: nameOf({ project, stage }, 'feedback-toggle', key),
      alarmDescription: `Users with toggle '${key}' on complain more than those without it, by more than chance explains.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: MOST_HARM,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.MISSING, // too few users with it, or without: nothing is known
    });
    announce(alarm, topics, 'ticket', { service: guardedServiceOf(alarm) });
  }
}
