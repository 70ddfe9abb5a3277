import {
  BundledFunction,
  type Identity,
  nameOf,
  ReleaseMarker,
  type ServiceContext,
} from 'afterprod';
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { CanaryDeployment } from './canary-deployment.ts';
import type { StorefrontEnvironment } from './environment.ts';

/** What the storefront needs of its stage. */
export interface StorefrontContext extends ServiceContext {
  readonly toggles: { readonly table: ITable; grantRead(reader: IGrantable): unknown };
  /** Where the page posts feedback, and with which publishable key. */
  readonly feedback: { readonly url: string; readonly key: string };
}

/** A small service as a team would write it: one function behind an API, released by canary, marked for Afterprod. */
export class StorefrontStack extends Stack {
  readonly url: string;

  constructor(scope: Construct, id: string, context: StorefrontContext) {
    const { identity, release, releaseMarker, toggles, feedback } = context;
    super(scope, id, { stackName: nameOf(identity, 'storefront') });
    const environment: StorefrontEnvironment = {
      AFTERPROD_RELEASE: release.id,
      AFTERPROD_TOGGLES_TABLE: toggles.table.tableName,
      FEEDBACK_URL: feedback.url,
      FEEDBACK_KEY: feedback.key,
    };
    const page = new BundledFunction(this, 'Page', {
      identity,
      name: 'storefront',
      folder: __dirname,
      bundle: 'handler',
      description: 'The shop: its page and its health.',
      timeout: Duration.seconds(10),
      environment: { ...environment },
      // The alias must be able to go back to the version before, also after a deployment that failed.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    toggles.grantRead(page);
    const live = page.addAlias('live');
    new CanaryDeployment(this, 'Canary', { identity, alias: live });

    const marker = new ReleaseMarker(this, 'Release', { release, marker: releaseMarker });
    marker.startsBefore(page);
    marker.isLiveAfter(live);
    this.url = this.#publish(identity, live);
  }

  #publish(identity: Identity, live: Alias): string {
    const api = new RestApi(this, 'Api', {
      restApiName: nameOf(identity, 'storefront'),
      endpointTypes: [EndpointType.REGIONAL],
      deployOptions: { stageName: identity.stage },
      cloudWatchRole: false,
    });
    const integration = new LambdaIntegration(live as IFunction, { allowTestInvoke: false });
    api.root.addMethod('GET', integration);
    api.root.addResource('health').addMethod('GET', integration);
    new CfnOutput(this, 'Url', { value: api.url });
    return api.url;
  }
}
