import { createHash } from 'node:crypto';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  CfnMethod,
  EndpointType,
  type IModel,
  type IRestApi,
  LambdaIntegration,
  LogGroupLogDestination,
  type Method,
  MethodLoggingLevel,
  PassthroughBehavior,
  RequestValidator,
  type Resource,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { alarmOnErrors } from './api-errors-alarm.ts';
import { ApiLogging } from './api-logging.ts';
import { addGatewayProblems } from './gateway-problems.ts';
import { type Identity, nameOf } from './identity.ts';
import { addMethodNotAllowed } from './method-not-allowed.ts';
import type { Topics } from './topics.ts';

export interface Throttle {
  /** Requests a second, on average. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

export interface PublicApiProps {
  readonly identity: Identity;

  /** The API is `storefront-prod-<noun>`, and so is its publishable key. */
  readonly noun: string;

  readonly description: string;

  /** Told on `ticket` of answers that are 5xx. */
  readonly topics: Topics;

  /** Origins of pages that may use it; `['*']` for any. Not access control. */
  readonly allowedOrigins: readonly string[];

  /** For the whole API and for its key. More than this is answered 429. */
  readonly throttle: Throttle;

  /**
   * Members that the API's own protocol wants in the answer to a broken body.
   * @default {}
   */
  readonly badBodyMembers?: Readonly<Record<string, string>>;

  /**
   * What lets API Gateway write logs, where it is there already: it is one setting of an account and region.
   * @default - made along with the API
   */
  readonly apiLogging?: ApiLogging;
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
    this.#rest = this.#restApi(props);
    const { apiLogging = new ApiLogging(this, 'Logging') } = props;
    this.#rest.deploymentStage.node.addDependency(apiLogging); // a stage with a log is refused before
    const name = nameOf(props.identity, props.noun);
    alarmOnErrors(this.#rest.deploymentStage, name, props.topics);
    this.api = this.#rest as IRestApi; // CDK types some optional members of the class less strictly than of its interface
    this.#validator = new RequestValidator(this, 'Validator', {
      restApi: this.api,
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    addGatewayProblems(this.#rest, props.badBodyMembers);
    this.publishableKey = publishableKeyOf(name);
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

  #restApi({ identity, noun, description, throttle }: PublicApiProps): RestApi {
    const name = nameOf(identity, noun);
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/apigateway/${name}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new RestApi(this, 'Api', {
      restApiName: name,
      description,
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      deployOptions: {
        stageName: identity.stage,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: accessLogFormat(),
        loggingLevel: MethodLoggingLevel.ERROR, // never data tracing: it writes bodies
        throttlingRateLimit: throttle.rate,
        throttlingBurstLimit: throttle.burst,
      },
    });
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

/** Without addresses or headers: they would tell who said something. */
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: AccessLogField.contextRequestId(),
      requestTime: AccessLogField.contextRequestTime(),
      httpMethod: AccessLogField.contextHttpMethod(),
      resourcePath: AccessLogField.contextResourcePath(),
      status: AccessLogField.contextStatus(),
      responseLatency: AccessLogField.contextResponseLatency(),
      integrationError: AccessLogField.contextIntegrationErrorMessage(),
    }),
  );
}

/** Passed through, a body of another type would not name a status, and the mock would answer 500 to it. */
function refuseOtherContentTypes(mock: Method): void {
  const method = mock.node.defaultChild;
  if (!(method instanceof CfnMethod)) throw new Error(`${mock.node.path} is no method`);
  method.addPropertyOverride('Integration.PassthroughBehavior', PassthroughBehavior.NEVER);
}
