import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { WatchOptions, WatchTarget } from './alarms/watch.ts';
import type { Identity } from './identity.ts';
import type { ReleaseId } from './release-id.ts';

/** What Afterprod needs to know of a team's service in one stage. */
export interface GuardedService {
  /** Its root, e.g. `api.url` of a `RestApi`: paths of probes are added to it. */
  readonly url: string;
}

/** What Afterprod offers to a team's service in one stage. */
export interface ServiceContext {
  readonly identity: Identity;

  /** `service.name` of the settings: name stack and resources `nameOf(identity, serviceName)`. */
  readonly serviceName: string;

  /** What is deployed: give its `id` to your functions as `AFTERPROD_RELEASE`. */
  readonly release: ReleaseId;

  /** Records this release when a `ReleaseMarker` in your stack calls it. */
  readonly releaseMarker: IFunction;

  readonly alarms: {
    /** Makes the alarms of a function, an API, a table or a queue of yours, in your stack. */
    watch(target: WatchTarget, options?: WatchOptions): void;
  };

  readonly toggles: {
    readonly table: ITable;
    /** Lets a function of yours use `createToggles()` of `afterprod/toggles`: sets its environment and its rights. */
    connect(reader: LambdaFunction): void;
    /** Where your pages read toggles that are `exposed: 'client'`: `baseUrl` and key of OpenFeature's OFREP providers. */
    readonly ofrep: { readonly url: string; readonly key: string };
  };

  /** Where your pages post what visitors say. */
  readonly feedback: {
    /** The whole address to POST feedback to. */
    readonly url: string;
    /** The publishable key, for `X-Api-Key`: no secret. */
    readonly key: string;
    /** Where pages send screenshots: their Content-Security-Policy must let them connect to it. */
    readonly uploadUrl: string;
  };
}
