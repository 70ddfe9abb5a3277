import { CustomResource, Duration } from 'aws-cdk-lib';
import { type IRestApi, JsonSchemaType, Model } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { OfrepEnvironment, SeedEnvironment } from '../functions/toggles/environment.ts';
import { lintDocument } from '../functions/toggles/lint.ts';
import type { Toggle } from '../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT } from '../functions/toggles/toggle-document.ts';
import type { ApiLogging } from './api-logging.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { type Identity, nameOf } from './identity.ts';
import { PublicApi } from './public-api.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import { retainedTable } from './retained-table.ts';
import type { Topics } from './topics.ts';

export interface TogglesProps {
  readonly identity: Identity;

  /** Told on `ticket` when the toggles could not be seeded, or read by a browser. */
  readonly topics: Topics;

  /**
   * Toggles that exist from the first deployment, by key. What exists is never changed or deleted: neither by a
   * deployment nor by a rollback, nor with the stack.
   * @default {}
   */
  readonly seed?: Readonly<Record<string, Toggle>>;

  /**
   * Origins whose pages may read toggles that are `exposed: 'client'`; `['*']` for any.
   * @default [] - none
   */
  readonly allowedOrigins?: readonly string[];

  /**
   * What lets API Gateway write logs, where it is there already: it is one setting of an account and region.
   * @default - made along with the API
   */
  readonly apiLogging?: ApiLogging;

  /**
   * Concurrent executions of its own for a function.
   * @default - none: it shares the account's
   */
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'toggles-ofrep' | 'toggles-seed'>;
}

/** The toggles of one stage: their table, which outlives the stack, and the OFREP endpoint for browsers. */
export class Toggles extends Construct {
  readonly table: ITable;
  readonly api: IRestApi;

  constructor(scope: Construct, id: string, props: TogglesProps) {
    super(scope, id);
    refuseFaults(props.seed);
    this.table = retainedTable(this, 'Table', { tableName: nameOf(props.identity, 'toggles') });
    this.#seed(props);
    this.api = this.#ofrepApi(props, this.#ofrepFunction(props));
  }

  /** Lets a function read all toggles; it also needs `table.tableName` as `AFTERPROD_TOGGLES_TABLE`. */
  grantRead(grantee: IGrantable): Grant {
    return this.table.grant(grantee, 'dynamodb:GetItem');
  }

  #seed({ identity, topics, seed = {}, reservedConcurrency }: TogglesProps): void {
    const environment: SeedEnvironment = { TABLE_NAME: this.table.tableName };
    const seeder = new BundledFunction(this, 'Seeder', {
      identity,
      name: 'toggles-seed',
      bundle: 'toggles/seed-handler',
      description: 'Creates the toggles of the settings that are missing.',
      timeout: Duration.seconds(30),
      ...reservationOf('toggles-seed', reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue: new DeadLetterQueue(this, 'SeedDeadLetters', {
        identity,
        name: 'toggles-seed',
        topics,
      }),
    });
    const write = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
    const grant = this.table.grant(seeder, ...write);
    const resource = new CustomResource(this, 'Seed', {
      serviceToken: seeder.functionArn,
      resourceType: 'Custom::AfterprodToggleSeed',
      serviceTimeout: Duration.minutes(2),
      properties: { Toggles: JSON.stringify(seed) },
    });
    grant.applyBefore(resource);
  }

  #ofrepFunction(props: TogglesProps): IFunction {
    const { identity, allowedOrigins = [], reservedConcurrency } = props;
    const environment: OfrepEnvironment = {
      TABLE_NAME: this.table.tableName,
      ALLOWED_ORIGINS: allowedOrigins.join(','),
    };
    const ofrep = new BundledFunction(this, 'Ofrep', {
      identity,
      name: 'toggles-ofrep',
      bundle: 'toggles/ofrep-handler',
      description: 'Evaluates toggles for browsers, by OFREP.',
      timeout: Duration.seconds(15),
      ...reservationOf('toggles-ofrep', reservedConcurrency),
      environment: { ...environment },
    });
    this.grantRead(ofrep);
    return ofrep;
  }

  #ofrepApi(props: TogglesProps, ofrep: IFunction): IRestApi {
    const { identity, topics, allowedOrigins = [], apiLogging } = props;
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
    const route = { function: ofrep, model: this.#evaluationRequest(publicApi.api) };
    const headers = { requestHeaders: ['If-None-Match'], responseHeaders: ['ETag'] };
    publicApi.addRoute({ path: '/ofrep/v1/evaluate/flags', ...route, ...headers });
    publicApi.addRoute({ path: '/ofrep/v1/evaluate/flags/{key}', ...route, ...headers });
    return publicApi.api;
  }

  /** The context itself is judged by the function, whose answers name OFREP's error codes. */
  #evaluationRequest(restApi: IRestApi): Model {
    return new Model(this, 'EvaluationRequest', {
      restApi,
      contentType: 'application/json',
      schema: { type: JsonSchemaType.OBJECT },
    });
  }
}

/** At synth, not at the deployment that would fail. */
function refuseFaults(seed: Readonly<Record<string, Toggle>> = {}): void {
  const [finding] = lintDocument({ ...EMPTY_DOCUMENT, flags: seed });
  if (finding) throw new Error(`toggles: ${finding.path}: ${finding.rule}; ${finding.fix}`);
}
