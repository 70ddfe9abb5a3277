import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { isoTime, systemNow } from '../shared/clock.ts';
import { respondTo } from '../shared/custom-resource.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { DynamoReleaseStore } from './dynamo-release-store.ts';
import type { ReleasesEnvironment } from './environment.ts';
import { markOf } from './marker.ts';
import { markerRequestOf } from './marker-request.ts';
import { recordMark } from './record-mark.ts';

const { TABLE_NAME }: ReleasesEnvironment = readEnvironment('TABLE_NAME');
const store = new DynamoReleaseStore(createDynamoClient(), TABLE_NAME);

/** CloudFormation's custom resource in a service's stack: records that a deployment began, or is done. */
export function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  return respondTo(event, async () => {
    const request = markerRequestOf(event);
    const { commits, properties } = request;
    if (commits) await store.keepCommits(properties.ReleaseId, commits); // who hears of the mark looks at them
    const mark = markOf(request, isoTime(systemNow()));
    if (mark) await recordMark(store, mark);
    return { physicalResourceId: physicalIdOf(event) };
  });
}

/** Never changes, or CloudFormation would delete the "old" resource and so end the release. */
function physicalIdOf(event: CloudFormationCustomResourceEvent): string {
  return 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId;
}
