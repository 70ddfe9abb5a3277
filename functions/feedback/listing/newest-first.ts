import type { Feedback } from '../feedback.ts';
import { STATUSES, type Status } from '../status.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';

type Lister = Pick<FeedbackStore, 'list'>;

/** What an index has together. */
type Shelf = { readonly status: Status } | { readonly release: string };

interface Head {
  readonly feedback: Feedback;
  readonly rest: AsyncGenerator<Feedback>;
}

const CHUNK = 50;

/**
 * Feedback of a release, of a status, or all, the newest first, read as it is asked for. All of it is what the statuses
 * have, put into one order: there is no index of everything, which every post would have to write to.
 *
 * @param after - a `placeOf`: what comes after it
 */
export async function* newestFirst(
  store: Lister,
  { release, status }: { readonly release?: string; readonly status?: Status },
  after: string | undefined,
): AsyncGenerator<Feedback> {
  const shelves = release !== undefined ? [{ release }] : shelvesOf(status);
  let heads = await Promise.all(
    shelves.map((shelf) => nextOf(feedbackOn(store, shelf, after))),
  ).then((all) => all.flat());
  while (heads.length > 0) {
    const newest = heads.reduce((one, other) => (isNewer(other, one) ? other : one));
    yield newest.feedback;
    const next = await nextOf(newest.rest);
    heads = heads.flatMap((head) => (head === newest ? next : [head]));
  }
}

/** Where a piece of feedback stands in the order of time: with its id, for two may come in one millisecond. */
export function placeOf({ receivedAt, id }: Pick<Feedback, 'receivedAt' | 'id'>): string {
  return `${receivedAt}#${id}`;
}

function shelvesOf(status: Status | undefined): readonly Shelf[] {
  return (status ? [status] : STATUSES).map((each) => ({ status: each }));
}

async function* feedbackOn(
  store: Lister,
  shelf: Shelf,
  after: string | undefined,
): AsyncGenerator<Feedback> {
  let place = after;
  do {
    const query = { ...shelf, limit: CHUNK, ...(place !== undefined && { after: place }) };
    const { items, next } = await store.list(query);
    yield* items;
    place = next;
  } while (place !== undefined);
}

async function nextOf(rest: AsyncGenerator<Feedback>): Promise<readonly Head[]> {
  const { done, value } = await rest.next();
  return done ? [] : [{ feedback: value, rest }];
}

function isNewer(one: Head, other: Head): boolean {
  return placeOf(one.feedback) > placeOf(other.feedback);
}
