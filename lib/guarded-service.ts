import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Identity } from './identity.ts';
import type { ReleaseId } from './release-id.ts';
import type { Topics } from './topics.ts';

/** What Afterprod needs to know of a team's service in one stage. */
export interface GuardedService {
  /** Its root, with or without a slash at the end. May be a token, e.g. `api.url`. */
  readonly url: string;
}

/** What Afterprod offers to a team's service in one stage. */
export interface ServiceContext {
  readonly identity: Identity;

  /** The release that is deployed: give its `id` to your functions as `AFTERPROD_RELEASE`. */
  readonly release: ReleaseId;

  /** Give it to a `ReleaseMarker` in your stack. */
  readonly marker: IFunction;

  /** Where alarms of your own may go. */
  readonly topics: Topics;

  /** Read toggles from `table`; browsers read them from `api`. */
  readonly toggles: { readonly table: ITable; readonly api: IRestApi };

  /** Pages post feedback to `api`, with `key` in the header `x-api-key`. The key is public: it stands in the page. */
  readonly feedback: { readonly api: IRestApi; readonly key: string };
}
