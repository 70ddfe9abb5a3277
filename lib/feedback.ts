import { Duration } from 'aws-cdk-lib';
import { type IRestApi, JsonSchemaType, Model } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { PostEnvironment } from '../functions/feedback/environment.ts';
import type { ApiLogging } from './api-logging.ts';
import { BundledFunction } from './bundled-function.ts';
import { feedbackTable } from './feedback-table.ts';
import { FeedbackTriage } from './feedback-triage.ts';
import type { Identity } from './identity.ts';
import { PublicApi } from './public-api.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Throttle } from './rest-api.ts';
import { grantItems } from './table-grants.ts';
import type { Topics } from './topics.ts';

export interface FeedbackProps {
  readonly identity: Identity;

  /** New feedback is announced on `info`, a bug that many report and failures on `ticket`. */
  readonly topics: Topics;

  /** `Releases.table` of the same stage: feedback that names no release gets the current one. */
  readonly releasesTable: ITable;

  /** Origins whose pages may post feedback, e.g. `https://shop.example.com`; `['*']` for any. Not access control. */
  readonly allowedOrigins: readonly string[];

  /**
   * Posts that are let through, for all visitors together; more are answered 429.
   * @default { rate: 100, burst: 200 }
   */
  readonly throttle?: Throttle;

  /**
   * So many reports of one bug within an hour make a ticket, once a day: from 2.
   * @default 5
   */
  readonly duplicatesForTicket?: number;

  /**
   * What lets API Gateway write logs, where it is there already: it is one setting of an account and region.
   * @default - made along with the API
   */
  readonly apiLogging?: ApiLogging;

  /**
   * Concurrent executions of its own for a function.
   * @default - none: it shares the account's
   */
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-post' | 'feedback-triage'>;
}

/** Keeps what users say: `POST /v1/feedback`, the table, and the triage. */
export class Feedback extends Construct {
  readonly table: ITable;
  readonly api: IRestApi;

  /** The whole address to POST feedback to. */
  readonly url: string;

  /** The publishable key: pages send it as `X-Api-Key`. */
  readonly key: string;

  constructor(scope: Construct, id: string, props: FeedbackProps) {
    super(scope, id);
    this.table = feedbackTable(this, 'Table', props.identity);
    const publicApi = this.#publicApi(props, this.#postFunction(props));
    this.api = publicApi.api;
    this.url = `${publicApi.url}/v1/feedback`;
    this.key = publicApi.publishableKey;
    const {
      apiLogging: _apiLogging,
      throttle: _throttle,
      allowedOrigins: _origins,
      ...rest
    } = props;
    new FeedbackTriage(this, 'Triage', { ...rest, table: this.table });
  }

  #postFunction(props: FeedbackProps): IFunction {
    const { identity, releasesTable, allowedOrigins, reservedConcurrency } = props;
    const environment: PostEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: this.table.tableName,
      RELEASES_TABLE_NAME: releasesTable.tableName,
      ALLOWED_ORIGINS: allowedOrigins.join(','),
    };
    const post = new BundledFunction(this, 'Post', {
      identity,
      name: 'feedback-post',
      bundle: 'feedback/post-handler',
      description: 'POST /v1/feedback',
      timeout: Duration.seconds(15),
      ...reservationOf('feedback-post', reservedConcurrency),
      environment: { ...environment },
    });
    grantItems(this.table, post, 'PutItem', 'GetItem');
    releasesTable.grant(post, 'dynamodb:GetItem');
    return post;
  }

  #publicApi(props: FeedbackProps, post: IFunction): PublicApi {
    const {
      identity,
      topics,
      allowedOrigins,
      apiLogging,
      throttle = { rate: 100, burst: 200 },
    } = props;
    const publicApi = new PublicApi(this, 'Public', {
      identity,
      noun: 'feedback',
      description: 'Takes feedback from users.',
      topics,
      allowedOrigins,
      throttle,
      ...(apiLogging && { apiLogging }),
    });
    publicApi.addRoute({
      path: '/v1/feedback',
      function: post,
      model: this.#feedbackRequest(publicApi.api),
      requestHeaders: ['Idempotency-Key'],
    });
    return publicApi;
  }

  /**
   * Coarse on purpose: it stops what is no feedback at all before a function runs. What is nearly right gets through
   * to the function, whose answer points at each fault.
   */
  #feedbackRequest(restApi: IRestApi): Model {
    const text = { type: JsonSchemaType.STRING };
    return new Model(this, 'FeedbackRequest', {
      restApi,
      contentType: 'application/json',
      schema: {
        type: JsonSchemaType.OBJECT,
        required: ['kind', 'message'],
        properties: { kind: text, message: text },
      },
    });
  }
}
