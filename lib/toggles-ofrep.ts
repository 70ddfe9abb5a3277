import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { OfrepEnvironment } from '../functions/toggles/environment.ts';
import type { ApiLogging } from './api-logging.ts';
import { BundledFunction } from './bundled-function.ts';
import type { Identity } from './identity.ts';
import { OFREP_ERRORS } from './ofrep-errors.ts';
import { PublicApi } from './public-api.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Topics } from './topics.ts';

export interface TogglesOfrepProps {
  readonly identity: Identity;
  readonly topics: Topics;
  readonly table: ITable;
  /** Where single evaluations are counted. */
  readonly exposuresTable: ITable;
  readonly allowedOrigins: readonly string[];

  /**
   * Programs with a secret key of their own, which see every toggle; others see what is exposed to clients.
   * @default [] - none
   */
  readonly clients?: readonly string[];

  readonly apiLogging?: ApiLogging;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'toggles-ofrep'>;
}

/** Evaluates toggles over HTTP for every language, by OFREP 0.3.0. */
export class TogglesOfrep extends Construct {
  readonly api: IRestApi;
  /** What OFREP's clients call `baseUrl`. */
  readonly url: string;
  /** The publishable key, for `X-Api-Key`: no secret. It opens what is exposed to clients. */
  readonly key: string;

  constructor(scope: Construct, id: string, props: TogglesOfrepProps) {
    super(scope, id);
    const { identity, topics, allowedOrigins, clients = [], apiLogging } = props;
    const publicApi = new PublicApi(this, 'Public', {
      identity,
      noun: 'toggles',
      description: 'Evaluates toggles by OFREP 0.3.0.',
      topics,
      allowedOrigins,
      throttle: { rate: 500, burst: 1_000 },
      clients,
      errors: OFREP_ERRORS,
      ...(apiLogging && { apiLogging }),
    });
    this.api = publicApi.api;
    this.url = publicApi.url;
    this.key = publicApi.publishableKey;
    this.#tellBrowsers();
    const route = {
      // Without a model: what is wrong with a body is answered with the toggle's key and OFREP's code, which the
      // gateway knows nothing of.
      function: this.#evaluator(props, publicApi.clientKeyIds),
      requestHeaders: ['If-None-Match'],
      responseHeaders: ['ETag', 'Retry-After'],
    };
    publicApi.addRoute({ path: '/ofrep/v1/evaluate/flags', ...route });
    publicApi.addRoute({ path: '/ofrep/v1/evaluate/flags/{key}', ...route });
  }

  /** What a page is built with. Both are public: every page shows them. */
  #tellBrowsers(): void {
    new CfnOutput(this, 'url', { description: 'baseUrl for clients of OFREP', value: this.url });
    new CfnOutput(this, 'publishable-key', {
      description: 'X-Api-Key for pages: opens what is exposed to clients, and is no secret',
      value: this.key,
    });
  }

  #evaluator(props: TogglesOfrepProps, clientKeyIds: readonly string[]): IFunction {
    const { identity, table, exposuresTable, allowedOrigins, reservedConcurrency } = props;
    const environment: OfrepEnvironment = {
      PROJECT: identity.project,
      STAGE: identity.stage,
      TABLE_NAME: table.tableName,
      EXPOSURES_TABLE_NAME: exposuresTable.tableName,
      ALLOWED_ORIGINS: allowedOrigins.join(','),
      CLIENT_KEY_IDS: clientKeyIds.join(','),
    };
    const evaluator = new BundledFunction(this, 'Evaluator', {
      identity,
      name: 'toggles-ofrep',
      bundle: 'toggles/ofrep-handler',
      description: 'Evaluates toggles by OFREP.',
      timeout: Duration.seconds(15),
      ...reservationOf('toggles-ofrep', reservedConcurrency),
      environment: { ...environment },
    });
    table.grant(evaluator, 'dynamodb:GetItem');
    exposuresTable.grant(evaluator, 'dynamodb:UpdateItem');
    return evaluator;
  }
}
