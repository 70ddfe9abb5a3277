import { Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DelivererEnvironment } from '../../functions/alerts/environment.ts';
import type { TopicArns } from '../../functions/alerts/read-alerts-json.ts';
import { SEVERITIES } from '../../functions/alerts/severity.ts';
import { acknowledge } from '../acknowledge.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import { type Identity, nameOf } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import { TaskQueue } from '../task-queue.ts';
import type { Topics } from '../topics.ts';
import { failingFunctionAlarm } from './failing-function-alarm.ts';
import { grantAlerts } from './grant-alerts.ts';
import type { RouteSecrets } from './route-secrets.ts';
import { stuckQueueAlarm } from './stuck-queue-alarm.ts';

export interface AlertDelivererProps {
  readonly identity: Identity;
  readonly topics: Topics;
  /** The alerts' table. */
  readonly table: ITable;
  /** Tables that tell what was changed lately, and what users say. */
  readonly surroundings: Surroundings;
  readonly secrets: RouteSecrets;
  /** `alerts.json`. */
  readonly config: string;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'alerts-deliverer'>;
}

export interface Surroundings {
  readonly releasesTable: ITable;
  readonly togglesTable: ITable;
  readonly feedbackTable: ITable;
}

const NAME = 'alerts-deliverer';
const QUEUE_NAME = 'alerts-deliveries';

/** A trigger and its resolve, each to a receiver that takes as long as it may. */
const TIMEOUT = Duration.seconds(45);

/** Routes that hang hold up few others, and leave a small account room for its users. */
const BATCH = 5;
const RUNS_AT_ONCE = 4;

/** Tells routes of alerts, one message at a time for each, until they have it or it is given up. */
export class AlertDeliverer extends Construct {
  /** Wake-ups: which alert, which route. */
  readonly queue: IQueue;

  constructor(scope: Construct, id: string, props: AlertDelivererProps) {
    super(scope, id);
    const { identity, topics } = props;
    const direct = topics.page;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      identity,
      name: QUEUE_NAME,
      direct,
    });
    const tasks = new TaskQueue(this, 'Queue', {
      identity,
      name: NAME,
      queueName: QUEUE_NAME,
      timeout: TIMEOUT,
      patience: Duration.hours(1), // the sweep wakes again for what is still due
      deadLetters,
    });
    this.queue = tasks;
    stuckQueueAlarm(this, 'Stuck', {
      queue: tasks,
      name: nameOf(identity, QUEUE_NAME, 'stuck'),
      after: Duration.minutes(20), // wake-ups may be sent 15 min ahead
      topic: direct,
    });
    const deliverer = this.#function(props, deadLetters);
    deliverer.addEventSource(tasks.source(BATCH, RUNS_AT_ONCE));
    failingFunctionAlarm(this, 'Failing', {
      function: deliverer,
      name: nameOf(identity, NAME, 'failing'),
      judgedEach: 'five minutes',
      topic: direct,
    });
  }

  #function(props: AlertDelivererProps, deadLetters: IQueue): BundledFunction {
    const { identity, table, surroundings, config, reservedConcurrency } = props;
    const { releasesTable, togglesTable, feedbackTable } = surroundings;
    const environment: DelivererEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: table.tableName,
      RELEASES_TABLE_NAME: releasesTable.tableName,
      TOGGLES_TABLE_NAME: togglesTable.tableName,
      FEEDBACK_TABLE_NAME: feedbackTable.tableName,
      DELIVERIES_URL: this.queue.queueUrl,
      DEAD_LETTERS_URL: deadLetters.queueUrl,
      TOPIC_ARNS: Stack.of(this).toJsonString(topicArnsOf(props.topics)),
      ALLOW_PRIVATE: '',
    };
    const deliverer = new BundledFunction(this, 'Function', {
      identity,
      name: NAME,
      bundle: 'alerts/deliver-handler',
      files: { 'alerts.json': config },
      description: 'Tells people of alerts: by e-mail, chat, pager, webhook.',
      timeout: TIMEOUT,
      ...reservationOf(NAME, reservedConcurrency),
      environment: { ...environment },
    });
    this.#grant(deliverer, deadLetters, props);
    return deliverer;
  }

  #grant(
    deliverer: BundledFunction,
    deadLetters: IQueue,
    { table, surroundings, secrets, topics }: AlertDelivererProps,
  ): void {
    grantAlerts(table, deliverer);
    grantItems(surroundings.releasesTable, deliverer, 'GetItem', 'Query');
    grantItems(surroundings.togglesTable, deliverer, 'GetItem', 'Query');
    grantItems(surroundings.feedbackTable, deliverer, 'Query');
    secrets.grantRead(deliverer);
    for (const severity of SEVERITIES) topics[severity].grantPublish(deliverer);
    acknowledge(
      deliverer.role ?? deliverer,
      'CDK grants the family of data keys, of the topics alone.',
      'IAM5[Action::kms:GenerateDataKey*]',
    );
    this.queue.grant(deliverer, 'sqs:SendMessage');
    deadLetters.grant(deliverer, 'sqs:SendMessage');
  }
}

function topicArnsOf({ page, ticket, info }: Topics): TopicArns {
  return { page: page.topicArn, ticket: ticket.topicArn, info: info.topicArn };
}
