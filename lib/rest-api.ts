import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { alarmOnErrors } from './api-errors-alarm.ts';
import { ApiLogging } from './api-logging.ts';
import { type Identity, nameOf } from './identity.ts';
import type { Topics } from './topics.ts';

export interface Throttle {
  /** Requests a second, on average. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

export interface RestApiProps {
  readonly identity: Identity;

  /** The API is `storefront-prod-<noun>`. */
  readonly noun: string;

  readonly description: string;

  /** Told on `ticket` of answers that are 5xx. */
  readonly topics: Topics;

  /** For the whole API. More than this is answered 429. */
  readonly throttle: Throttle;

  /**
   * What lets API Gateway write logs, where it is there already: it is one setting of an account and region.
   * @default - made along with the API
   */
  readonly apiLogging?: ApiLogging;
}

interface AccessLog {
  /** Fields of each line besides the usual ones, which tell nothing of who called. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What all our REST APIs are: regional, throttled, with a log of who was answered what, and an alarm on 5xx. */
export function createRestApi(
  scope: Construct,
  { identity, noun, description, topics, throttle, ...props }: RestApiProps,
  { fields = {} }: AccessLog = {},
): RestApi {
  const name = nameOf(identity, noun);
  const accessLog = new LogGroup(scope, 'AccessLog', {
    logGroupName: `/aws/apigateway/${name}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const api = new RestApi(scope, 'Api', {
    restApiName: name,
    description,
    endpointTypes: [EndpointType.REGIONAL],
    cloudWatchRole: false,
    deployOptions: {
      stageName: identity.stage,
      accessLogDestination: new LogGroupLogDestination(accessLog),
      accessLogFormat: accessLogFormat(fields),
      loggingLevel: MethodLoggingLevel.ERROR, // never data tracing: it writes bodies
      throttlingRateLimit: throttle.rate,
      throttlingBurstLimit: throttle.burst,
    },
  });
  const { apiLogging = new ApiLogging(scope, 'Logging') } = props;
  api.deploymentStage.node.addDependency(apiLogging); // a stage with a log is refused before
  alarmOnErrors(api.deploymentStage, name, topics);
  return api;
}

/** Without addresses or headers: they would tell who said something. */
function accessLogFormat(fields: Readonly<Record<string, string>>): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: AccessLogField.contextRequestId(),
      requestTime: AccessLogField.contextRequestTime(),
      httpMethod: AccessLogField.contextHttpMethod(),
      resourcePath: AccessLogField.contextResourcePath(),
      status: AccessLogField.contextStatus(),
      responseLatency: AccessLogField.contextResponseLatency(),
      integrationError: AccessLogField.contextIntegrationErrorMessage(),
      ...fields,
    }),
  );
}
