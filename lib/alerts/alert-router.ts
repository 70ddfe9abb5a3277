import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { RouterEnvironment } from '../../functions/alerts/environment.ts';
import { BundledFunction } from '../bundled-function.ts';
import { type Identity, nameOf } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import type { Topics } from '../topics.ts';
import type { AlertTransitions } from './alert-transitions.ts';
import { failingFunctionAlarm } from './failing-function-alarm.ts';
import { grantAlarmActions } from './grant-alarm-actions.ts';
import { grantAlerts } from './grant-alerts.ts';

export interface AlertRouterProps {
  readonly identity: Identity;
  readonly topics: Topics;
  /** What it reads. */
  readonly transitions: AlertTransitions;
  /** The alerts' table. */
  readonly table: ITable;
  /** Where it wakes the deliverer. */
  readonly deliveries: IQueue;
  /** `alerts.json`. */
  readonly config: string;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'alerts-router'>;
}

const NAME = 'alerts-router';

/** Makes alerts of the changes of alarms: one a service, whatever its alarms do. */
export class AlertRouter extends Construct {
  constructor(scope: Construct, id: string, props: AlertRouterProps) {
    super(scope, id);
    const { identity, topics, transitions, table, deliveries, config, reservedConcurrency } = props;
    const environment: RouterEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: table.tableName,
      DELIVERIES_URL: deliveries.queueUrl,
      DEAD_LETTERS_URL: transitions.deadLetters.queueUrl,
    };
    const router = new BundledFunction(this, 'Function', {
      identity,
      name: NAME,
      bundle: 'alerts/router-handler',
      files: { 'alerts.json': config },
      description: 'Makes alerts of the changes of alarms.',
      timeout: transitions.timeout,
      ...reservationOf(NAME, reservedConcurrency),
      environment: { ...environment },
    });
    grantAlerts(table, router);
    deliveries.grant(router, 'sqs:SendMessage');
    transitions.deadLetters.grant(router, 'sqs:SendMessage');
    grantAlarmActions(router, 'GetMetricData'); // how old a metric is
    router.addEventSource(transitions.source());
    failingFunctionAlarm(this, 'Failing', {
      function: router,
      name: nameOf(identity, NAME, 'failing'),
      judgedEach: 'five minutes',
      topic: topics.page,
    });
  }
}
