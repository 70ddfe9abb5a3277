import type { LiveRelease } from '../surroundings/surroundings.ts';
import { printable } from './printable.ts';

/** A change event for PagerDuty, without the routing key: what went live, and what it took the place of. */
export function changeEvent(
  { project, stage }: { readonly project: string; readonly stage: string },
  { id, commit, liveAt, previous }: LiveRelease,
): object {
  const release = printable(id, 200);
  return {
    payload: {
      summary: `${project} ${stage}: release ${release} is live`,
      source: `${project}-${stage}`,
      timestamp: liveAt,
      custom_details: {
        release,
        ...(commit !== undefined && { commit: printable(commit, 200) }),
        ...(previous !== undefined && { before: printable(previous, 200) }),
      },
    },
  };
}
