import { Problem } from '../../shared/problem.ts';
import { placeOfCursor } from '../listing/cursor.ts';
import type { Listing } from '../listing/list-feedback.ts';
import type { FeedbackFilter } from '../listing/matches.ts';

interface ListRequest extends FeedbackFilter {
  readonly limit: number;
  readonly cursor?: string;
}

/** What to list, of a query that keeps the rules of its form. */
export function listingOf({ cursor, ...rest }: ListRequest): Listing {
  if (rest.variant !== undefined && rest.toggle === undefined) {
    throw new Problem('malformed_request', 'A variant is one of a toggle: send toggle, too');
  }
  return { ...rest, ...(cursor !== undefined && { after: placeOfCursor(cursor) }) };
}
