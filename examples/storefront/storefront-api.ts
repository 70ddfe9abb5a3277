import { RemovalPolicy, Size } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgePublicApi } from './acknowledgements.ts';

const WIDGET_FILES = [
  'afterprod-feedback.js',
  'afterprod-feedback-dialog.js',
  'afterprod-feedback-prover.js',
  'afterprod-feedback-screenshot.js',
];

export interface StorefrontApiProps {
  /** Of the service in its stage, e.g. `storefront-prod-storefront`. */
  readonly name: string;
  readonly stageName: string;
  /** Users reach this alias, never the newest code. */
  readonly live: Alias;
}

/** What the public reaches: the page, what it loads, and its health. */
export class StorefrontApi extends Construct {
  readonly url: string;
  readonly api: RestApi;

  constructor(scope: Construct, id: string, { name, stageName, live }: StorefrontApiProps) {
    super(scope, id);
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/apigateway/${name}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const api = new RestApi(this, 'Api', {
      restApiName: name,
      endpointTypes: [EndpointType.REGIONAL],
      minCompressionSize: Size.kibibytes(1), // the page's scripts are a third when they are gzipped
      deployOptions: {
        stageName,
        throttlingRateLimit: 1_000,
        throttlingBurstLimit: 2_000,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
      },
      cloudWatchRole: false, // Afterprod's stacks have let API Gateway write logs
    });
    // CDK types `role` of an alias less strictly than IFunction does.
    const integration = new LambdaIntegration(live as IFunction, { allowTestInvoke: false });
    api.root.addMethod('GET', integration);
    for (const path of ['health', ...WIDGET_FILES]) {
      api.root.addResource(path).addMethod('GET', integration);
    }
    acknowledgePublicApi(api);
    this.api = api;
    this.url = api.url;
  }
}
