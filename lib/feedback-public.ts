import { Duration } from 'aws-cdk-lib';
import { type IRestApi, JsonSchemaType, Model } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type {
  ChangesEnvironment,
  PostEnvironment,
  ReporterEnvironment,
  VerdictEnvironment,
} from '../functions/feedback/environment.ts';
import type { ApiLogging } from './api-logging.ts';
import { BundledFunction } from './bundled-function.ts';
import type { Identity } from './identity.ts';
import { PublicApi } from './public-api.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Throttle } from './rest-api.ts';
import { grantItems } from './table-grants.ts';
import type { Topics } from './topics.ts';

type PublicFunction =
  | 'feedback-changes'
  | 'feedback-delete'
  | 'feedback-get'
  | 'feedback-openapi'
  | 'feedback-post'
  | 'feedback-verdict';

export interface FeedbackPublicProps {
  readonly identity: Identity;
  readonly topics: Topics;
  readonly table: ITable;
  readonly releasesTable: ITable;
  readonly allowedOrigins: readonly string[];
  readonly throttle: Throttle;
  readonly apiLogging?: ApiLogging;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, PublicFunction>;
}

/** What users can ask of feedback over HTTP: to keep it, to tell what became of it, to judge that, to erase it. */
export class FeedbackPublic extends Construct {
  readonly api: IRestApi;
  /** The whole address to POST feedback to. */
  readonly url: string;
  /** The publishable key. */
  readonly key: string;
  readonly #props: FeedbackPublicProps;

  constructor(scope: Construct, id: string, props: FeedbackPublicProps) {
    super(scope, id);
    this.#props = props;
    const { identity, topics, allowedOrigins, throttle, apiLogging } = props;
    const publicApi = new PublicApi(this, 'Api', {
      identity,
      noun: 'feedback',
      description: 'Takes feedback from users, and tells them what became of it.',
      topics,
      allowedOrigins,
      throttle,
      ...(apiLogging && { apiLogging }),
    });
    this.api = publicApi.api;
    this.url = `${publicApi.url}/v1/feedback`;
    this.key = publicApi.publishableKey;
    publicApi.addRoute({
      path: '/v1/feedback',
      function: this.#post(),
      model: this.#feedbackRequest(),
      requestHeaders: ['Idempotency-Key'],
    });
    this.#addReporterPaths(publicApi);
    publicApi.addKeylessPath({ path: '/v1/changes', methods: [['GET', this.#changes()]] });
    publicApi.addKeylessPath({ path: '/v1/openapi.json', methods: [['GET', this.#openapi()]] });
  }

  #addReporterPaths(publicApi: PublicApi): void {
    const requestHeaders = ['Authorization'];
    publicApi.addKeylessPath({
      path: '/v1/feedback/{id}',
      methods: [
        ['GET', this.#get()],
        ['DELETE', this.#delete()],
      ],
      requestHeaders,
    });
    publicApi.addKeylessPath({
      path: '/v1/feedback/{id}/verdict',
      methods: [['POST', this.#verdict()]],
      requestHeaders,
    });
  }

  #post(): IFunction {
    const { identity, table, releasesTable } = this.#props;
    const environment: PostEnvironment = {
      ...this.#reporterEnvironment(),
      PROJECT: identity.project,
      STAGE: identity.stage,
      RELEASES_TABLE_NAME: releasesTable.tableName,
    };
    const post = this.#answerer('post', 'POST /v1/feedback', environment);
    grantItems(table, post, 'PutItem', 'GetItem');
    releasesTable.grant(post, 'dynamodb:GetItem');
    return post;
  }

  #get(): IFunction {
    const get = this.#answerer('get', 'GET /v1/feedback/{id}', this.#reporterEnvironment());
    grantItems(this.#props.table, get, 'Query');
    return get;
  }

  #delete(): IFunction {
    const route = 'DELETE /v1/feedback/{id}';
    const erase = this.#answerer('delete', route, this.#reporterEnvironment());
    grantItems(this.#props.table, erase, 'Query', 'DeleteItem');
    return erase;
  }

  #verdict(): IFunction {
    const { table, releasesTable } = this.#props;
    const environment: VerdictEnvironment = {
      ...this.#reporterEnvironment(),
      RELEASES_TABLE_NAME: releasesTable.tableName,
    };
    const verdict = this.#answerer('verdict', 'POST /v1/feedback/{id}/verdict', environment);
    grantItems(table, verdict, 'Query', 'GetItem', 'PutItem', 'UpdateItem');
    releasesTable.grant(verdict, 'dynamodb:GetItem');
    return verdict;
  }

  #changes(): IFunction {
    const { identity, releasesTable, allowedOrigins } = this.#props;
    const environment: ChangesEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      RELEASES_TABLE_NAME: releasesTable.tableName,
      ALLOWED_ORIGINS: allowedOrigins.join(','),
    };
    const changes = this.#answerer('changes', 'GET /v1/changes', environment);
    releasesTable.grant(changes, 'dynamodb:GetItem');
    return changes;
  }

  #openapi(): IFunction {
    const { allowedOrigins } = this.#props;
    const environment = { ALLOWED_ORIGINS: allowedOrigins.join(',') };
    return this.#answerer('openapi', 'GET /v1/openapi.json', environment);
  }

  #reporterEnvironment(): ReporterEnvironment {
    const { table, allowedOrigins } = this.#props;
    return { TABLE_NAME: table.tableName, ALLOWED_ORIGINS: allowedOrigins.join(',') };
  }

  #answerer(verb: string, route: string, environment: object): BundledFunction {
    const { identity, reservedConcurrency } = this.#props;
    const name = `feedback-${verb}` as PublicFunction;
    return new BundledFunction(this, verb, {
      identity,
      name,
      bundle: `feedback/${verb}-handler`,
      description: route,
      timeout: Duration.seconds(15),
      ...reservationOf(name, reservedConcurrency),
      environment: { ...environment },
    });
  }

  /**
   * Coarse on purpose: it stops what is no feedback at all before a function runs. What is nearly right gets through
   * to the function, whose answer points at each fault.
   */
  #feedbackRequest(): Model {
    const text = { type: JsonSchemaType.STRING };
    return new Model(this, 'FeedbackRequest', {
      restApi: this.api,
      contentType: 'application/json',
      schema: {
        type: JsonSchemaType.OBJECT,
        required: ['kind', 'message'],
        properties: { kind: text, message: text },
      },
    });
  }
}
