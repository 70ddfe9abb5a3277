import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { isoTime, systemNow } from '../shared/clock.ts';
import { respondTo } from '../shared/custom-resource.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { emitMetrics } from '../shared/metrics.ts';
import { deploymentMetrics } from './deployment-metrics.ts';
import { DynamoReleaseStore } from './dynamo-release-store.ts';
import type { ReleasesEnvironment } from './environment.ts';
import { markOf } from './marker.ts';
import { markerRequestOf } from './marker-request.ts';
import { recordMark } from './record-mark.ts';
import type { Deployment } from './release.ts';

const {
  PROJECT: Project,
  STAGE: Stage,
  TABLE_NAME,
}: ReleasesEnvironment = readEnvironment('PROJECT', 'STAGE', 'TABLE_NAME');
const store = new DynamoReleaseStore(createDynamoClient(), TABLE_NAME);

/** CloudFormation's custom resource in a service's stack: records that a deployment began, or is done. */
export function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  return respondTo(event, async () => {
    const request = markerRequestOf(event);
    const { commits, properties } = request;
    if (commits) await store.keepCommits(properties.ReleaseId, commits); // who hears of the mark looks at them
    const mark = markOf(request, isoTime(systemNow()));
    if (mark) publish(await recordMark(store, mark));
    return { physicalResourceId: physicalIdOf(event) };
  });
}

/** The dashboard shows them, and while the stage is being deployed composites tell nothing. */
function publish(changed: readonly Deployment[]): void {
  const counts = Object.entries(deploymentMetrics(changed));
  const metrics = counts.map(([name, value]) => [name, { value, unit: 'Count' as const }]);
  if (metrics.length > 0) emitMetrics(systemNow(), { Project, Stage }, Object.fromEntries(metrics));
}

/** Never changes, or CloudFormation would delete the "old" resource and so end the release. */
function physicalIdOf(event: CloudFormationCustomResourceEvent): string {
  return 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId;
}
