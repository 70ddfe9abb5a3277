import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SEVERITIES } from '../../functions/alerts/severity.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import { type Identity, nameOf } from '../identity.ts';
import { TaskQueue } from '../task-queue.ts';
import type { Topics } from '../topics.ts';
import { stuckQueueAlarm } from './stuck-queue-alarm.ts';

export interface AlertTransitionsProps {
  readonly identity: Identity;
  readonly topics: Topics;
}

const NAME = 'alerts-transitions';

/** A hundred transitions at once, which DynamoDB may take its time for. */
const ROUTER_TIMEOUT = Duration.seconds(20);

/** Many alarms fire within one second where one cause is behind them: one write each service, not each alarm. */
const LARGEST_BATCH = 100;

/**
 * Every change of an alarm's state on its way to the router. It stands beside the topics, before everything that has alarms:
 * what fires while the rest is deployed waits here.
 */
export class AlertTransitions extends Construct {
  readonly queue: IQueue;
  /** Keeps what the router cannot read. */
  readonly deadLetters: IQueue;
  /** Longest run of the router. */
  readonly timeout = ROUTER_TIMEOUT;
  readonly #tasks: TaskQueue;

  constructor(scope: Construct, id: string, { identity, topics }: AlertTransitionsProps) {
    super(scope, id);
    // The router cannot be told of its own failures: these two alarms go past it.
    const direct = topics.page;
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { identity, name: NAME, direct });
    this.#tasks = new TaskQueue(this, 'Queue', {
      identity,
      name: 'alerts-router',
      queueName: NAME,
      timeout: ROUTER_TIMEOUT,
      window: Duration.seconds(1),
      patience: Duration.hours(6), // it needs DynamoDB alone
      deadLetters: this.deadLetters,
    });
    this.queue = this.#tasks;
    stuckQueueAlarm(this, 'Stuck', {
      queue: this.queue,
      name: nameOf(identity, NAME, 'stuck'),
      after: Duration.minutes(5),
      topic: direct,
    });
    this.#fromTopics(topics);
    this.#fromEvents(identity);
  }

  /** What the router reads. */
  source(): SqsEventSource {
    return this.#tasks.source(LARGEST_BATCH);
  }

  /** Alarms that fire: an action runs again at the end of a silence. */
  #fromTopics({ alarms }: Topics): void {
    const deadLetterQueue = this.deadLetters;
    for (const severity of SEVERITIES) {
      alarms[severity].addSubscription(new SqsSubscription(this.queue, { deadLetterQueue }));
    }
  }

  /** Every change, also of alarms whose actions are muted; and that an alarm is gone, which has no OK then. */
  #fromEvents(identity: Identity): void {
    const targets = [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })];
    const source = ['aws.cloudwatch'];
    const alarmName = [{ prefix: `${nameOf(identity)}-` }];
    new Rule(this, 'Changes', {
      ruleName: nameOf(identity, NAME),
      description: 'Tells the router of alerts of every change of an alarm.',
      eventPattern: {
        source,
        detailType: ['CloudWatch Alarm State Change'],
        detail: { alarmName },
      },
      targets,
    });
    new Rule(this, 'Deletions', {
      ruleName: nameOf(identity, NAME, 'deleted'),
      description: 'Tells the router of alerts of alarms that were deleted.',
      eventPattern: {
        source,
        detailType: ['CloudWatch Alarm Configuration Change'],
        detail: { alarmName, operation: ['delete'] },
      },
      targets,
    });
  }
}
