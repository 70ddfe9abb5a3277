/** A health answer in `application/health+json` (draft-inadarei-api-health-check). */
export interface Health {
  readonly status: 'pass' | 'fail';
  readonly releaseId: string;
  readonly description: string;
  /** Why it is not well. */
  readonly output?: string;
}

export function healthOf(release: string, isFailing: boolean): Health {
  const base = { releaseId: release, description: 'The storefront' };
  if (!isFailing) return { ...base, status: 'pass' };
  return { ...base, status: 'fail', output: "The toggle 'storefront-failing' is on." };
}
