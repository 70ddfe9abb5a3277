import { Duration } from 'aws-cdk-lib';
import { type IRestApi, JsonSchemaType, Model } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { OfrepEnvironment } from '../functions/toggles/environment.ts';
import type { ApiLogging } from './api-logging.ts';
import { BundledFunction } from './bundled-function.ts';
import type { Identity } from './identity.ts';
import { PublicApi } from './public-api.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Topics } from './topics.ts';

export interface TogglesOfrepProps {
  readonly identity: Identity;
  readonly topics: Topics;
  readonly table: ITable;
  readonly allowedOrigins: readonly string[];
  readonly apiLogging?: ApiLogging;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'toggles-ofrep'>;
}

/** Evaluates toggles over HTTP for every language, by OFREP 0.3.0. */
export class TogglesOfrep extends Construct {
  readonly api: IRestApi;

  constructor(scope: Construct, id: string, props: TogglesOfrepProps) {
    super(scope, id);
    const { identity, topics, allowedOrigins, apiLogging } = props;
    const publicApi = new PublicApi(this, 'Public', {
      identity,
      noun: 'toggles',
      description: 'Reads toggles that are exposed to clients, by OFREP 0.3.0.',
      topics,
      allowedOrigins,
      throttle: { rate: 500, burst: 1_000 },
      badBodyMembers: { errorCode: 'PARSE_ERROR' },
      ...(apiLogging && { apiLogging }),
    });
    this.api = publicApi.api;
    const route = { function: this.#evaluator(props), model: this.#evaluationRequest() };
    const headers = { requestHeaders: ['If-None-Match'], responseHeaders: ['ETag'] };
    publicApi.addRoute({ path: '/ofrep/v1/evaluate/flags', ...route, ...headers });
    publicApi.addRoute({ path: '/ofrep/v1/evaluate/flags/{key}', ...route, ...headers });
  }

  #evaluator(props: TogglesOfrepProps): IFunction {
    const { identity, table, allowedOrigins, reservedConcurrency } = props;
    const environment: OfrepEnvironment = {
      TABLE_NAME: table.tableName,
      ALLOWED_ORIGINS: allowedOrigins.join(','),
    };
    const evaluator = new BundledFunction(this, 'Evaluator', {
      identity,
      name: 'toggles-ofrep',
      bundle: 'toggles/ofrep-handler',
      description: 'Evaluates toggles for browsers, by OFREP.',
      timeout: Duration.seconds(15),
      ...reservationOf('toggles-ofrep', reservedConcurrency),
      environment: { ...environment },
    });
    table.grant(evaluator, 'dynamodb:GetItem');
    return evaluator;
  }

  /** The context itself is judged by the function, whose answers name OFREP's error codes. */
  #evaluationRequest(): Model {
    return new Model(this, 'EvaluationRequest', {
      restApi: this.api,
      contentType: 'application/json',
      schema: { type: JsonSchemaType.OBJECT },
    });
  }
}
