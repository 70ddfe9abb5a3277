import { BundledFunction, nameOf, ReleaseMarker, type ServiceContext } from 'afterprod';
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CanaryDeployment } from './canary-deployment.ts';
import type { StorefrontEnvironment } from './environment.ts';
import { StorefrontApi } from './storefront-api.ts';

/** A small service as a team would write it: one function behind an API, released by canary, marked for Afterprod. */
export class StorefrontStack extends Stack {
  readonly url: string;

  constructor(scope: Construct, id: string, context: ServiceContext) {
    const { identity, serviceName, release, releaseMarker, alarms, toggles, feedback } = context;
    const name = nameOf(identity, serviceName);
    super(scope, id, { stackName: name });
    const environment: StorefrontEnvironment = {
      AFTERPROD_RELEASE: release.id,
      FEEDBACK_URL: feedback.url,
      FEEDBACK_UPLOAD_URL: feedback.uploadUrl,
      FEEDBACK_KEY: feedback.key,
    };
    const page = new BundledFunction(this, 'Page', {
      identity,
      name: serviceName,
      folder: __dirname,
      bundle: 'handler',
      description: 'The shop: its page and its health.',
      timeout: Duration.seconds(10),
      environment: { ...environment },
      // The alias must be able to go back to the version before, also after a deployment that failed.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    toggles.connect(page);
    const live = page.addAlias('live');
    new CanaryDeployment(this, 'Canary', { name, alias: live });

    const marker = new ReleaseMarker(this, 'Release', { release, marker: releaseMarker });
    marker.startsBefore(page);
    marker.isLiveAfter(live);
    const shop = new StorefrontApi(this, 'Api', { name, stageName: identity.stage, live });
    this.url = shop.url;
    alarms.watch(page, { name: serviceName });
    alarms.watch(shop.api, { name: serviceName });
    new CfnOutput(this, 'Url', { value: this.url });
  }
}
