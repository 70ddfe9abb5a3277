import { createHash } from 'node:crypto';
import { Duration, Stack } from 'aws-cdk-lib';
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
  type UsagePlan,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { ApiFirewall } from './api-firewall.ts';
import { ClientKeys } from './client-keys.ts';
import { addGatewayProblems, type ErrorForm, PROBLEM_JSON } from './gateway-problems.ts';
import { nameOf } from './identity.ts';
import { addMethodNotAllowed } from './method-not-allowed.ts';
import { PUBLIC_API_PROBLEMS, READABLE_BY_PAGES, TOO_OFTEN } from './public-api-problems.ts';
import { createRestApi, type RestApiProps, type Throttle } from './rest-api.ts';

export interface PublicApiProps extends RestApiProps {
  /** Origins of pages that may use it; `['*']` for any. Not access control. */
  readonly allowedOrigins: readonly string[];

  /** For each key, and for the whole API as often as it has keys. More than this is answered 429. */
  readonly throttle: Throttle;

  /**
   * Programs with a key of their own beside the publishable one: a secret, and a throttle that nobody shares.
   * @default [] - none
   */
  readonly clients?: readonly string[];

  /**
   * WAF before it, with a note on its price that says how to do without.
   * @default - none
   */
  readonly firewall?: { readonly turnOff: string };

  /**
   * How its errors are worded.
   * @default PROBLEM_JSON - RFC 9457
   */
  readonly errors?: ErrorForm;
}

export interface Route {
  /** Below the stage, e.g. `/v1/feedback`. */
  readonly path: string;
  readonly function: IFunction;
  /** What a JSON body must be before the function is asked. @default - the function judges every body */
  readonly model?: IModel;
  /** Headers that pages may send besides the usual ones. @default [] */
  readonly requestHeaders?: readonly string[];
  /** Headers that pages may read. @default [] */
  readonly responseHeaders?: readonly string[];
}

/** A path whose requests need no key: they are public, or carry a secret of their own. */
export interface KeylessPath {
  /** Below the stage, e.g. `/v1/feedback/{id}`. */
  readonly path: string;
  /** What answers each method; the first one answers all others too, with 405 and what it allows. */
  readonly methods: readonly (readonly [method: 'DELETE' | 'GET' | 'POST', function_: IFunction])[];
  /** Headers that pages may send besides the usual ones. @default [] */
  readonly requestHeaders?: readonly string[];
}

const USUAL_HEADERS = ['Content-Type', 'X-Api-Key'];

/** A REST API for browsers: publishable key, throttle, request validation, CORS, problem+json for every error. */
export class PublicApi extends Construct {
  readonly api: IRestApi;
  /** What pages send as `X-Api-Key`. The same after every deployment: pages in the wild keep it. */
  readonly publishableKey: string;
  /** Ids of the keys of `clients`, in their order. */
  readonly clientKeyIds: readonly string[];
  readonly #rest: RestApi;
  readonly #errors: ErrorForm;
  readonly #allowedOrigins: readonly string[];
  readonly #validator: RequestValidator;

  constructor(scope: Construct, id: string, props: PublicApiProps) {
    super(scope, id);
    const { allowedOrigins, errors = PROBLEM_JSON, firewall } = props;
    this.#allowedOrigins = allowedOrigins;
    this.#errors = errors;
    this.#rest = createRestApi(this, { ...props, throttle: throttleOfAll(props) });
    this.api = this.#rest as IRestApi; // CDK types some optional members of the class less strictly than of its interface
    this.#validator = new RequestValidator(this, 'Validator', {
      restApi: this.api,
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const problems = firewall ? [...PUBLIC_API_PROBLEMS, TOO_OFTEN] : PUBLIC_API_PROBLEMS;
    addGatewayProblems(this.#rest, problems, READABLE_BY_PAGES, errors);
    this.publishableKey = publishableKeyOf(nameOf(props.identity, props.noun));
    const plan = this.#addPublishableKey(props);
    this.clientKeyIds = new ClientKeys(this, 'Clients', { ...props, plan }).ids;
    this.#acknowledgeWhatPublicMeans();
    if (firewall) new ApiFirewall(this, 'Firewall', { ...props, ...firewall, api: this.#rest });
    else this.#acknowledgeNoFirewall();
  }

  /** The address of the stage, without a slash at its end. */
  get url(): string {
    const { region, urlSuffix } = Stack.of(this);
    const { restApiId, deploymentStage } = this.#rest;
    return `https://${restApiId}.execute-api.${region}.${urlSuffix}/${deploymentStage.stageName}`;
  }

  /** Adds a path without a key, and its preflight. Its functions judge all that comes. */
  addKeylessPath({ path, methods, requestHeaders = [] }: KeylessPath): void {
    const resource = this.api.root.resourceForPath(path);
    const names = methods.map(([method]) => method);
    this.#addPreflight(resource, names, requestHeaders, ['Retry-After']);
    const [first] = methods;
    const others = first ? [['ANY', first[1]] as const] : [];
    for (const [method, answerer] of [...methods, ...others]) {
      resource.addMethod(method, new LambdaIntegration(answerer, { allowTestInvoke: false }), {
        apiKeyRequired: false,
      });
    }
  }

  /** Adds `POST path`, its preflight, and 405 for every other method. */
  addRoute({ path, model, requestHeaders = [], responseHeaders = [], ...route }: Route): Method {
    const resource = this.api.root.resourceForPath(path);
    this.#addPreflight(resource, ['POST'], requestHeaders, responseHeaders);
    addMethodNotAllowed(resource, this.#errors);
    return resource.addMethod(
      'POST',
      new LambdaIntegration(route.function, { allowTestInvoke: false }),
      {
        apiKeyRequired: true,
        requestValidator: this.#validator,
        // No model for other content types, and none under $default: the function answers those 415, whatever they
        // hold, where a model that fails would say 400.
        ...(model && { requestModels: { 'application/json': model } }),
      },
    );
  }

  #addPublishableKey({ identity, noun, throttle }: PublicApiProps): UsagePlan {
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
    return plan;
  }

  #addPreflight(
    resource: Resource,
    methods: readonly string[],
    requestHeaders: readonly string[],
    responseHeaders: readonly string[],
  ): void {
    if (this.#allowedOrigins.length === 0) return;
    const preflight = resource.addCorsPreflight({
      allowOrigins: [...this.#allowedOrigins],
      allowMethods: [...methods],
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
      'POST is validated, here or by its function; preflight and 405 read nothing of the request.',
      'APIG2',
    );
  }

  #acknowledgeNoFirewall(): void {
    const why =
      'WAF costs about 8 dollars a month for each API: a team adds it where abuse is seen.';
    acknowledge(this, why, 'APIG3');
  }
}

/** The throttle of a key is its own: callers with the publishable one leave clients their share. */
function throttleOfAll({ throttle, clients = [] }: PublicApiProps): Throttle {
  const keys = 1 + clients.length;
  return { rate: throttle.rate * keys, burst: throttle.burst * keys };
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
