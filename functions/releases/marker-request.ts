import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { MarkerProperties, MarkerRequest } from './marker.ts';

/** Reads CloudFormation's event. Its properties are outside input: anybody who may deploy can write them. */
export function markerRequestOf(event: CloudFormationCustomResourceEvent): MarkerRequest {
  const properties = propertiesOf(event.ResourceProperties);
  return {
    type: event.RequestType,
    requestId: event.RequestId,
    properties,
    ...(event.RequestType === 'Update'
      ? { previous: propertiesOf(event.OldResourceProperties) }
      : {}),
  };
}

function propertiesOf(properties: Readonly<Record<string, unknown>>): MarkerProperties {
  const { Mark, ReleaseId, Commit } = properties;
  if (Mark !== 'started' && Mark !== 'live') {
    throw new Error(`Mark is '${String(Mark)}'; it must be 'started' or 'live'`);
  }
  if (typeof ReleaseId !== 'string' || ReleaseId === '') {
    throw new Error(`ReleaseId is '${String(ReleaseId)}'; it must name the release`);
  }
  return { Mark, ReleaseId, ...(typeof Commit === 'string' ? { Commit } : {}) };
}
