import { Problem } from '../../shared/problem.ts';

/** A place in the order of time: that of the last feedback that was looked at. */
const PLACE = /^\d{4}-\d{2}-\d{2}T[\x21-\x7e]{1,120}$/;
const CURSOR = /^[A-Za-z0-9_-]{1,200}$/;

/** Where the next page begins. Opaque to callers: what is in it may change. */
export function cursorOf(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** @param cursor - from outside: a made-up one is refused, or names a place where nobody's page ended, which harms nothing */
export function placeOfCursor(cursor: string): string {
  const place = CURSOR.test(cursor) ? Buffer.from(cursor, 'base64url').toString('latin1') : '';
  if (PLACE.test(place)) return place;
  throw new Problem('malformed_request', 'No cursor: send what the page before gave as next');
}
