import { createHash } from 'node:crypto';
import { Duration } from 'aws-cdk-lib';
import {
  CfnMethod,
  type IModel,
  type IRestApi,
  LambdaIntegration,
  type Method,
  PassthroughBehavior,
  RequestValidator,
  type Resource,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { addGatewayProblems } from './gateway-problems.ts';
import { nameOf } from './identity.ts';
import { addMethodNotAllowed } from './method-not-allowed.ts';
import { publicApiProblems, READABLE_BY_PAGES } from './public-api-problems.ts';
import { createRestApi, type RestApiProps } from './rest-api.ts';

export interface PublicApiProps extends RestApiProps {
  /** Origins of pages that may use it; `['*']` for any. Not access control. */
  readonly allowedOrigins: readonly string[];

  /**
   * Members that the API's own protocol wants in the answer to a broken body.
   * @default {}
   */
  readonly badBodyMembers?: Readonly<Record<string, string>>;
}

export interface Route {
  /** Below the stage, e.g. `/v1/feedback`. */
  readonly path: string;
  readonly function: IFunction;
  readonly model: IModel;
  /** Headers that pages may send besides the usual ones. @default [] */
  readonly requestHeaders?: readonly string[];
  /** Headers that pages may read. @default [] */
  readonly responseHeaders?: readonly string[];
}

const USUAL_HEADERS = ['Content-Type', 'X-Api-Key'];

/** A REST API for browsers: publishable key, throttle, request validation, CORS, problem+json for every error. */
export class PublicApi extends Construct {
  readonly api: IRestApi;
  /** What pages send as `X-Api-Key`. The same after every deployment: pages in the wild keep it. */
  readonly publishableKey: string;
  readonly #rest: RestApi;
  readonly #allowedOrigins: readonly string[];
  readonly #validator: RequestValidator;

  constructor(scope: Construct, id: string, props: PublicApiProps) {
    super(scope, id);
    this.#allowedOrigins = props.allowedOrigins;
    this.#rest = createRestApi(this, props);
    this.api = this.#rest as IRestApi; // CDK types some optional members of the class less strictly than of its interface
    this.#validator = new RequestValidator(this, 'Validator', {
      restApi: this.api,
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    addGatewayProblems(this.#rest, publicApiProblems(props.badBodyMembers), READABLE_BY_PAGES);
    this.publishableKey = publishableKeyOf(nameOf(props.identity, props.noun));
    this.#addPublishableKey(props);
    this.#acknowledgeWhatPublicMeans();
  }

  /** The whole address of a path below the stage. */
  urlOf(path: string): string {
    return this.#rest.urlForPath(path);
  }

  /** Adds `POST path`, its preflight, and 405 for every other method. */
  addRoute({ path, model, requestHeaders = [], responseHeaders = [], ...route }: Route): Method {
    const resource = this.api.root.resourceForPath(path);
    this.#addPreflight(resource, requestHeaders, responseHeaders);
    addMethodNotAllowed(resource);
    return resource.addMethod(
      'POST',
      new LambdaIntegration(route.function, { allowTestInvoke: false }),
      {
        apiKeyRequired: true,
        requestValidator: this.#validator,
        // No model for other content types, and none under $default: the function answers those 415, whatever they
        // hold, where a model that fails would say 400.
        requestModels: { 'application/json': model },
      },
    );
  }

  #addPublishableKey({ identity, noun, throttle }: PublicApiProps): void {
    const name = nameOf(identity, noun);
    const key = this.#rest.addApiKey('PublishableKey', {
      apiKeyName: name,
      value: this.publishableKey,
      description: 'Publishable: tells callers apart and limits them, and is no secret.',
    });
    const plan = this.#rest.addUsagePlan('UsagePlan', {
      name,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      apiStages: [{ api: this.api, stage: this.#rest.deploymentStage }],
    });
    plan.addApiKey(key);
  }

  #addPreflight(
    resource: Resource,
    requestHeaders: readonly string[],
    responseHeaders: readonly string[],
  ): void {
    if (this.#allowedOrigins.length === 0) return;
    const preflight = resource.addCorsPreflight({
      allowOrigins: [...this.#allowedOrigins],
      allowMethods: ['POST'],
      allowHeaders: [...USUAL_HEADERS, ...requestHeaders],
      ...(responseHeaders.length > 0 && { exposeHeaders: [...responseHeaders] }),
      maxAge: Duration.hours(2), // the most that Chromium keeps
    });
    refuseOtherContentTypes(preflight);
  }

  #acknowledgeWhatPublicMeans(): void {
    acknowledge(
      this,
      'Visitors have no account: keys tell callers apart, throttles limit them, the function trusts nothing.',
      'APIG4',
      'COG4',
    );
    acknowledge(
      this,
      'WAF costs about 8 dollars a month for each API: a team adds it where abuse is seen.',
      'APIG3',
    );
    acknowledge(this, 'POST is validated; preflight and 405 read nothing of the request.', 'APIG2');
  }
}

/** Every page shows it, so it need not be random; a name alone would be too short for API Gateway. */
function publishableKeyOf(name: string): string {
  return `pk-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

/** Passed through, a body of another type would not name a status, and the mock would answer 500 to it. */
function refuseOtherContentTypes(mock: Method): void {
  const method = mock.node.defaultChild;
  if (!(method instanceof CfnMethod)) throw new Error(`${mock.node.path} is no method`);
  method.addPropertyOverride('Integration.PassthroughBehavior', PassthroughBehavior.NEVER);
}
