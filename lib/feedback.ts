import { Duration } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { AdminRoute } from '../functions/feedback/admin/admin-routes.ts';
import type { NotifyEnvironment } from '../functions/feedback/environment.ts';
import { acknowledge } from './acknowledge.ts';
import type { AdminApi } from './admin-api.ts';
import type { ApiLogging } from './api-logging.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { FeedbackAdmin } from './feedback-admin.ts';
import { FeedbackPublic } from './feedback-public.ts';
import { feedbackTable } from './feedback-table.ts';
import type { Identity } from './identity.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Throttle } from './rest-api.ts';
import { grantItems } from './table-grants.ts';
import type { Topics } from './topics.ts';

export interface FeedbackProps {
  readonly identity: Identity;

  /** New feedback is announced on `info`, failures on `ticket`. */
  readonly topics: Topics;

  /** `Releases.table` of the same stage: feedback that names no release gets the current one. */
  readonly releasesTable: ITable;

  /** `Toggles.exposuresTable` of the same stage: statistics say how often each variant was served. */
  readonly exposuresTable: ITable;

  /** Origins whose pages may post feedback, e.g. `https://shop.example.com`; `['*']` for any. Not access control. */
  readonly allowedOrigins: readonly string[];

  /**
   * Posts that are let through, for all visitors together; more are answered 429.
   * @default { rate: 100, burst: 200 }
   */
  readonly throttle?: Throttle;

  /**
   * What lets API Gateway write logs, where it is there already: it is one setting of an account and region.
   * @default - made along with the API
   */
  readonly apiLogging?: ApiLogging;

  /**
   * Concurrent executions of its own for a function.
   * @default - none: it shares the account's
   */
  readonly reservedConcurrency?: Pick<
    ReservedConcurrency,
    | 'feedback-admin'
    | 'feedback-delete'
    | 'feedback-get'
    | 'feedback-notify'
    | 'feedback-post'
    | 'feedback-verdict'
  >;
}

/** Keeps what users say: `POST /v1/feedback`, the table, and a notice to the team. */
export class Feedback extends Construct {
  readonly table: ITable;
  readonly api: IRestApi;

  /** The whole address to POST feedback to. */
  readonly url: string;

  /** The publishable key: pages send it as `X-Api-Key`. */
  readonly key: string;

  /**
   * The admin API. Nobody may call it until they are let in, to all of it or to single routes:
   * `feedback.adminApi.grantInvoke(support, 'POST /v1/feedback/{id}/reply')`.
   */
  readonly adminApi: AdminApi<AdminRoute>;

  constructor(scope: Construct, id: string, props: FeedbackProps) {
    super(scope, id);
    this.table = feedbackTable(this, 'Table', props.identity);
    const { throttle = { rate: 100, burst: 200 } } = props;
    const publicApi = new FeedbackPublic(this, 'Public', { ...props, throttle, table: this.table });
    this.api = publicApi.api;
    this.url = publicApi.url;
    this.key = publicApi.key;
    this.adminApi = new FeedbackAdmin(this, 'Admin', { ...props, table: this.table }).api;
    this.#announceNewFeedback(props);
  }

  #announceNewFeedback({ identity, topics, reservedConcurrency }: FeedbackProps): void {
    const environment: NotifyEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: this.table.tableName,
      INFO_TOPIC_ARN: topics.info.topicArn,
    };
    const notify = new BundledFunction(this, 'Notify', {
      identity,
      name: 'feedback-notify',
      bundle: 'feedback/notify-handler',
      description: 'Announces new feedback to the team.',
      timeout: Duration.seconds(30),
      ...reservationOf('feedback-notify', reservedConcurrency),
      environment: { ...environment },
    });
    acknowledge(
      notify.role ?? notify,
      'CDK grants ListStreams, which takes no resource, and the family of data keys of the topic alone.',
      'IAM5[Resource::*]',
      'IAM5[Action::kms:GenerateDataKey*]',
    );
    grantItems(this.table, notify, 'Query', 'PutItem');
    topics.info.grantPublish(notify);
    const deadLetters = new DeadLetterQueue(this, 'NotifyDeadLetters', {
      identity,
      name: 'feedback-notify',
      topics,
    });
    notify.addEventSource(
      new DynamoEventSource(this.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 25,
        maxRecordAge: Duration.hours(1), // tried until then: an outage of minutes loses no notice
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(deadLetters),
        filters: [newFeedback()],
      }),
    );
  }
}

/** Idempotency keys and notes of our own pass through the stream too. */
function newFeedback() {
  return FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { sk: { S: FilterRule.isEqual('FEEDBACK') } } },
  });
}
