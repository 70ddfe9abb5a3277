import { Duration, TimeZone } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StaleEnvironment } from '../functions/toggles/environment.ts';
import { acknowledge } from './acknowledge.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { FunctionSchedule } from './function-schedule.ts';
import type { Identity } from './identity.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Topics } from './topics.ts';

export interface StaleTogglesReportProps {
  readonly identity: Identity;

  /** Stale toggles are announced on `info`, a failed report on `ticket`. */
  readonly topics: Topics;

  readonly table: ITable;

  /** How often each variant was served. */
  readonly exposuresTable: ITable;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'toggles-stale-report'>;
}

/**
 * Tells the team each Monday at eight (UTC) which toggles can go. Weekly, at the start of the week: to remove one takes
 * a change in the code, and what is said every day is read by nobody.
 */
export class StaleTogglesReport extends Construct {
  constructor(scope: Construct, id: string, props: StaleTogglesReportProps) {
    super(scope, id);
    const { identity, topics } = props;
    const name = 'toggles-stale-report';
    const deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', { identity, name, topics });
    new FunctionSchedule(this, 'Schedule', {
      identity,
      name,
      description: 'Reports stale toggles.',
      function: this.#function(props, deadLetterQueue),
      expression: ScheduleExpression.cron({
        weekDay: 'MON',
        hour: '8',
        minute: '0',
        timeZone: TimeZone.ETC_UTC,
      }),
      deadLetterQueue,
      maxEventAge: Duration.hours(1), // there is no next tick for a week
    });
  }

  #function(props: StaleTogglesReportProps, deadLetterQueue: IQueue): IFunction {
    const { identity, topics, table, exposuresTable, reservedConcurrency } = props;
    const environment: StaleEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: table.tableName,
      EXPOSURES_TABLE_NAME: exposuresTable.tableName,
      INFO_TOPIC_ARN: topics.info.topicArn,
    };
    const report = new BundledFunction(this, 'Function', {
      identity,
      name: 'toggles-stale-report',
      bundle: 'toggles/stale-report-handler',
      description: 'Tells the team which toggles can go.',
      timeout: Duration.minutes(5),
      memorySize: 512, // a day of counts of a busy stage at a time
      ...reservationOf('toggles-stale-report', reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue,
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
    });
    table.grant(report, 'dynamodb:GetItem', 'dynamodb:Query');
    exposuresTable.grant(report, 'dynamodb:Query');
    topics.info.grantPublish(report);
    acknowledge(
      report.role ?? report,
      'CDK grants the family of data keys of the topic alone.',
      'IAM5[Action::kms:GenerateDataKey*]',
    );
    return report;
  }
}
