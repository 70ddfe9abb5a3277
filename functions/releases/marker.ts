import type { Mark } from './mark.ts';
import type { ReleaseCommits } from './release-commits.ts';

/** What a marker's custom resource carries; `lib/release-marker.ts` writes it. */
export interface MarkerProperties {
  readonly Mark: 'started' | 'live';
  readonly ReleaseId: string;
  readonly Commit?: string;
  /** `ReleaseCommits.commits` with blanks between them. Of a start alone: it is there before the release is live. */
  readonly Commits?: string;
  readonly Repository?: string;
}

/** The part of CloudFormation's event that counts here. */
export interface MarkerRequest {
  readonly type: 'Create' | 'Update' | 'Delete';
  /** The same for each delivery of one request. */
  readonly requestId: string;
  readonly properties: MarkerProperties;
  /** @default - not known */
  readonly commits?: ReleaseCommits;
  /** What the resource was before an update. */
  readonly previous?: MarkerProperties;
}

/** What CloudFormation's request says about a release; undefined when it is the same release still. */
export function markOf(request: MarkerRequest, at: string): Mark | undefined {
  const { type, requestId, properties, previous } = request;
  const { Mark: kind, ReleaseId: releaseId, Commit: commit } = properties;
  const base = { markId: requestId, releaseId, at, ...(commit === undefined ? {} : { commit }) };
  if (type === 'Delete') return { ...base, kind: 'ended' };
  if (previous?.ReleaseId === releaseId) return undefined;
  if (kind === 'live') return { ...base, kind };
  return { ...base, kind, ...(previous ? { replaces: previous.ReleaseId } : {}) };
}
