import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  ContextAttribute,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { ProbesDailyEnvironment } from '../../functions/probes/daily/environment.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import { FunctionSchedule } from '../function-schedule.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';

export interface DailyFiguresProps {
  readonly identity: Identity;

  /** Told on `ticket` of failed runs. */
  readonly topics: Topics;

  /** The probes' table. */
  readonly table: ITable;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'probes-daily'>;
}

/** Each hour when the results of the hour before are all there; an hour is added up again without harm. */
const HOURLY = ScheduleExpression.cron({ minute: '5' });

/** Adds results up, which are kept for a day, to figures that are kept for 90. */
export class DailyFigures extends Construct {
  constructor(scope: Construct, id: string, props: DailyFiguresProps) {
    super(scope, id);
    const { identity, topics, table, reservedConcurrency } = props;
    const name = 'probes-daily';
    const deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', { identity, name, topics });
    const environment: ProbesDailyEnvironment = { TABLE_NAME: table.tableName };
    const daily = new BundledFunction(this, 'Function', {
      identity,
      name,
      bundle: 'probes/daily-handler',
      description: 'Adds up what the probes saw in the last full hours.',
      timeout: Duration.minutes(5),
      ...reservationOf(name, reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue,
    });
    grantItems(table, daily, 'Query', 'UpdateItem');
    new FunctionSchedule(this, 'Schedule', {
      identity,
      name,
      description: `Adds up the results of the probes of ${identity.stage}.`,
      function: daily,
      input: ScheduleTargetInput.fromObject({ scheduledAt: ContextAttribute.scheduledTime }),
      expression: HOURLY,
      deadLetterQueue,
      maxEventAge: Duration.minutes(30),
    });
  }
}
