import type { Mark } from './mark.ts';

/** What a marker's custom resource carries; `lib/release-marker.ts` writes it. */
export interface MarkerProperties {
  readonly Mark: 'started' | 'live';
  readonly ReleaseId: string;
  readonly Commit?: string;
}

/** The part of CloudFormation's event that counts here. */
export interface MarkerRequest {
  readonly type: 'Create' | 'Update' | 'Delete';
  /** The same for each delivery of one request. */
  readonly requestId: string;
  readonly properties: MarkerProperties;
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
