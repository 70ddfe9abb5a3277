/** Which release feedback is about, as far as metrics tell releases apart. Closed: it is a dimension. */
export type Cohort = 'current' | 'previous';

/** What users get, and what they got before. */
export interface ReleasesInUse {
  readonly current?: string | undefined;
  readonly previous?: string | undefined;
}

/**
 * @param live - what users get now
 * @param lived - releases that users have had, the latest last
 */
export function releasesInUse(live: string | undefined, lived: readonly string[]): ReleasesInUse {
  const before = lived.filter((release) => release !== live);
  return { current: live, previous: live === undefined ? undefined : before.at(-1) };
}

/** Undefined for a release that is neither: of long ago, on its way, or not known. */
export function cohortOf(release: string | undefined, inUse: ReleasesInUse): Cohort | undefined {
  if (release === undefined) return undefined;
  if (release === inUse.current) return 'current';
  return release === inUse.previous ? 'previous' : undefined;
}
