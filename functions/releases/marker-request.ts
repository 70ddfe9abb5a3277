import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { MarkerProperties, MarkerRequest } from './marker.ts';
import type { ReleaseCommits } from './release-commits.ts';

const COMMIT = /^[0-9a-f]{12}(?:#[1-9]\d{0,8})*$/;
const REPOSITORY = /^[\w.-]{1,100}\/[\w.-]{1,100}$/;
const MAX_COMMITS = 200;

/** Reads CloudFormation's event. Its properties are outside input: anybody who may deploy can write them. */
export function markerRequestOf(event: CloudFormationCustomResourceEvent): MarkerRequest {
  const properties = propertiesOf(event.ResourceProperties);
  const commits = commitsOf(event.ResourceProperties);
  return {
    type: event.RequestType,
    requestId: event.RequestId,
    properties,
    ...(commits && { commits }),
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

/** What is no commit is left out: a deployment does not fail for what is told of it. */
function commitsOf(properties: Readonly<Record<string, unknown>>): ReleaseCommits | undefined {
  const { Commits, Repository } = properties;
  if (typeof Commits !== 'string') return undefined;
  const commits = Commits.split(' ').filter((commit) => COMMIT.test(commit));
  if (commits.length === 0) return undefined;
  const isNamed = typeof Repository === 'string' && REPOSITORY.test(Repository);
  return { ...(isNamed && { repository: Repository }), commits: commits.slice(0, MAX_COMMITS) };
}
