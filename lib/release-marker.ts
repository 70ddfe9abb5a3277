import { CustomResource } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IDependable } from 'constructs';
import type { MarkerProperties } from '../functions/releases/marker.ts';
import type { ReleaseCommits } from '../functions/releases/release-commits.ts';
import type { ReleaseId } from './release-id.ts';

export interface ReleaseMarkerProps {
  readonly release: ReleaseId;

  /** `Releases.marker` of the same stage. */
  readonly marker: IFunction;
}

/**
 * Tells Afterprod, from inside the service's own stack, when a deployment begins and when users have it. Make all that
 * changes with a release depend on `start`, and `live` on all that brings it to users:
 *
 *     marker.startsBefore(handler);
 *     marker.isLiveAfter(alias);
 */
export class ReleaseMarker extends Construct {
  readonly #start: CustomResource;
  readonly #live: CustomResource;

  constructor(scope: Construct, id: string, props: ReleaseMarkerProps) {
    super(scope, id);
    this.#start = this.#mark('Start', 'started', props);
    this.#live = this.#mark('Live', 'live', props);
    this.#live.node.addDependency(this.#start);
  }

  /** The deployment is recorded before any of these changes. */
  startsBefore(...changing: readonly Construct[]): void {
    for (const each of changing) each.node.addDependency(this.#start);
  }

  /** The release is recorded as live when all of these are in place: the alias, first of all. */
  isLiveAfter(...deployed: readonly IDependable[]): void {
    this.#live.node.addDependency(...deployed);
  }

  #mark(id: string, mark: MarkerProperties['Mark'], props: ReleaseMarkerProps): CustomResource {
    const { release, marker } = props;
    const { id: ReleaseId, commit, commits } = release;
    const properties: MarkerProperties = {
      Mark: mark,
      ReleaseId,
      ...(commit === undefined ? {} : { Commit: commit }),
      ...(commits && mark === 'started' ? commitProperties(commits) : {}),
    };
    return new CustomResource(this, id, {
      serviceToken: marker.functionArn,
      resourceType: 'Custom::AfterprodRelease',
      properties: { ...properties },
    });
  }
}

function commitProperties({ commits, repository }: ReleaseCommits) {
  return {
    Commits: commits.join(' '),
    ...(repository === undefined ? {} : { Repository: repository }),
  };
}
