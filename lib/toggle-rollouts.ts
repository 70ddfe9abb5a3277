import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { RolloutEnvironment } from '../functions/toggles/environment.ts';
import { acknowledge } from './acknowledge.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { FunctionSchedule } from './function-schedule.ts';
import type { Identity } from './identity.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Topics } from './topics.ts';

export interface ToggleRolloutsProps {
  readonly identity: Identity;

  /** A pause and an end are announced on `info`, an abort and failed runs on `ticket`. */
  readonly topics: Topics;

  /** The toggles, and their rollouts. */
  readonly table: ITable;

  /** How often each variant was served. */
  readonly exposuresTable: ITable;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'toggles-rollout'>;
}

/** Takes guarded rollouts on, each minute. Without one a run reads one page of an empty list. */
export class ToggleRollouts extends Construct {
  constructor(scope: Construct, id: string, props: ToggleRolloutsProps) {
    super(scope, id);
    const { identity, topics } = props;
    const name = 'toggles-rollout';
    const deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', { identity, name, topics });
    new FunctionSchedule(this, 'Schedule', {
      identity,
      name,
      description: 'Takes guarded rollouts of toggles on.',
      function: this.#function(props, deadLetterQueue),
      expression: ScheduleExpression.rate(Duration.minutes(1)),
      deadLetterQueue,
    });
  }

  #function(props: ToggleRolloutsProps, deadLetterQueue: IQueue): IFunction {
    const { identity, topics, table, exposuresTable, reservedConcurrency } = props;
    const environment: RolloutEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: table.tableName,
      EXPOSURES_TABLE_NAME: exposuresTable.tableName,
      INFO_TOPIC_ARN: topics.info.topicArn,
      TICKET_TOPIC_ARN: topics.ticket.topicArn,
    };
    const rollouts = new BundledFunction(this, 'Function', {
      identity,
      name: 'toggles-rollout',
      bundle: 'toggles/rollout-handler',
      description: 'Takes guarded rollouts on while their alarms are OK, and aborts them on ALARM.',
      timeout: Duration.seconds(50), // ends before the next run, and before its leases do
      ...reservationOf('toggles-rollout', reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue,
      retryAttempts: 0, // the next tick is the retry
      maxEventAge: Duration.minutes(1),
    });
    const use = ['GetItem', 'PutItem', 'UpdateItem', 'Query'].map((name) => `dynamodb:${name}`);
    table.grant(rollouts, ...use);
    exposuresTable.grant(rollouts, 'dynamodb:Query');
    topics.info.grantPublish(rollouts);
    topics.ticket.grantPublish(rollouts);
    watchAlarms(rollouts);
    return rollouts;
  }
}

function watchAlarms(rollouts: IFunction): void {
  rollouts.addToRolePolicy(
    new PolicyStatement({
      actions: ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'],
      resources: ['*'],
    }),
  );
  acknowledge(
    rollouts.role ?? rollouts,
    'CloudWatch shows composite alarms and figures to those alone who may see all; CDK grants the family of data keys of the topics.',
    'IAM5[Resource::*]',
    'IAM5[Action::kms:GenerateDataKey*]',
  );
}
