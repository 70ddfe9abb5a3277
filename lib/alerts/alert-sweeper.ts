import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SweeperEnvironment } from '../../functions/alerts/environment.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import { FunctionSchedule } from '../function-schedule.ts';
import { type Identity, nameOf } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';
import { failingFunctionAlarm } from './failing-function-alarm.ts';
import { grantAlarmActions } from './grant-alarm-actions.ts';
import { grantAlerts } from './grant-alerts.ts';

export interface AlertSweeperProps {
  readonly identity: Identity;
  readonly topics: Topics;
  /** The alerts' table. */
  readonly table: ITable;
  readonly releasesTable: ITable;
  readonly togglesTable: ITable;
  /** Where it wakes the deliverer. */
  readonly deliveries: IQueue;
  /** `alerts.json`. */
  readonly config: string;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'alerts-sweeper'>;
}

const NAME = 'alerts-sweeper';

/** Looks each minute at what time alone makes due: ends, updates, what got lost, alarms that are gone. */
export class AlertSweeper extends Construct {
  constructor(scope: Construct, id: string, props: AlertSweeperProps) {
    super(scope, id);
    const { identity, topics } = props;
    const deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', {
      identity,
      name: NAME,
      topics, // one sweep that failed is no night's work: the next one finds the same
    });
    const sweeper = this.#function(props, deadLetterQueue);
    failingFunctionAlarm(this, 'Failing', {
      function: sweeper,
      name: nameOf(identity, NAME, 'failing'),
      judgedEach: 'minute',
      topic: topics.page,
    });
    new FunctionSchedule(this, 'Schedule', {
      identity,
      name: NAME,
      description: 'Looks for alerts that are over, or due to be told again.',
      function: sweeper,
      expression: ScheduleExpression.rate(Duration.minutes(1)),
      deadLetterQueue,
    });
  }

  #function(props: AlertSweeperProps, deadLetterQueue: IQueue): BundledFunction {
    const { identity, table, releasesTable, togglesTable, deliveries, config } = props;
    const environment: SweeperEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: table.tableName,
      RELEASES_TABLE_NAME: releasesTable.tableName,
      TOGGLES_TABLE_NAME: togglesTable.tableName,
      DELIVERIES_URL: deliveries.queueUrl,
    };
    const sweeper = new BundledFunction(this, 'Function', {
      identity,
      name: NAME,
      bundle: 'alerts/sweep-handler',
      files: { 'alerts.json': config },
      description: 'Ends alerts, repeats what got lost, and looks which alarms still fire.',
      timeout: Duration.seconds(50), // over before the next one begins
      ...reservationOf(NAME, props.reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue,
      retryAttempts: 1,
      maxEventAge: Duration.minutes(2), // the next sweep finds the same
    });
    grantAlerts(table, sweeper);
    grantItems(releasesTable, sweeper, 'GetItem', 'Query');
    grantItems(togglesTable, sweeper, 'GetItem', 'Query');
    deliveries.grant(sweeper, 'sqs:SendMessage');
    grantAlarmActions(
      sweeper,
      'DescribeAlarms',
      'DescribeAnomalyDetectors',
      'GetMetricData',
      'PutAnomalyDetector',
    );
    return sweeper;
  }
}
