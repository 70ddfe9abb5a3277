import fc from 'fast-check';
import type { Feedback } from '../../functions/feedback/feedback.ts';
import {
  AFTERPROD,
  type FeedbackEvent,
  type LinkEvent,
  REPORTER,
} from '../../functions/feedback/feedback-event.ts';
import { isClosed, type Status } from '../../functions/feedback/status.ts';
import { MemoryFeedbackStore } from '../../functions/feedback/store/memory-feedback-store.ts';
import { type CreateStore, FEEDBACK, type Store } from './feedback-store-contract.ts';

const AT = '2026-11-23T10:00:00.000Z';
const DAY_MS = 24 * 60 * 60 * 1000;
const RELEASES = ['0123456789ab', 'ba9876543210'] as const;
const [RELEASE] = RELEASES;

/** What may happen to feedback, as far as releases care. */
type Happening =
  | Pick<LinkEvent, 'type' | 'text' | 'toggle'>
  | { readonly type: 'to'; readonly status: Status; readonly release?: string }
  | { readonly type: 'still-broken' | 'taken-back' };

/** What every FeedbackStore owes releases, which look for what they ship and what they have shipped. */
export function describeFeedbackShipping(adapter: string, createStore: CreateStore): void {
  let nowMs = 0;
  let store: Store;

  describe(`${adapter} as releases see it`, () => {
    beforeEach(async () => {
      nowMs = Date.parse(AT);
      store = await createStore(() => nowMs);
      await store.add(FEEDBACK);
    });

    test('what has no link waits for nothing', async () => {
      expect(await store.pending()).toEqual([]);
      expect(await store.idsShippedBy(RELEASE)).toEqual([]);
    });

    test('what is linked waits with all its links, and the toggles they are behind', async () => {
      await follow(store, [link('abc1234'), link('acme/shop#12', 'new-checkout')]);
      const links = [{ text: 'abc1234' }, { text: 'acme/shop#12', toggle: 'new-checkout' }];
      expect(await store.pending()).toEqual([{ id: FEEDBACK.id, links }]);
    });

    test.each(['shipped', 'declined'] as const)('what is %s waits no longer', async (status) => {
      await follow(store, [link('abc1234'), { type: 'to', status }]);
      expect(await store.pending()).toEqual([]);
      expect(await store.idsShippedBy(RELEASE)).toEqual([]);
    });

    test('what a release has shipped is found by it until it is open again', async () => {
      const shipped = { type: 'to', status: 'shipped', release: RELEASE } as const;
      await follow(store, [link('abc1234'), shipped]);
      expect(await store.idsShippedBy(RELEASE)).toEqual([FEEDBACK.id]);
      expect(await store.idsShippedBy('0123')).toEqual([]);
      await follow(store, [{ type: 'still-broken' }]);
      expect(await store.idsShippedBy(RELEASE)).toEqual([]);
      expect(await store.pending()).toEqual([]);
    });

    test('what is linked while it is shipped stays so, and does not wait', async () => {
      const shipped = { type: 'to', status: 'shipped', release: RELEASE } as const;
      await follow(store, [shipped, link('abc1234')]);
      expect(await store.idsShippedBy(RELEASE)).toEqual([FEEDBACK.id]);
      expect(await store.pending()).toEqual([]);
    });

    test('what a release shipped that was taken back waits again', async () => {
      const shipped = { type: 'to', status: 'shipped', release: RELEASE } as const;
      await follow(store, [link('abc1234'), shipped, { type: 'taken-back' }]);
      expect(await store.idsShippedBy(RELEASE)).toEqual([]);
      expect(await store.pending()).toEqual([{ id: FEEDBACK.id, links: [{ text: 'abc1234' }] }]);
    });

    test('what is over its time waits for nothing, and nothing has shipped it', async () => {
      await follow(store, [link('abc1234')]);
      const other = { ...FEEDBACK, id: 'other' };
      await store.add(other);
      await follow(store, [{ type: 'to', status: 'shipped', release: RELEASE }], 'other');
      nowMs += 180 * DAY_MS;
      expect(await store.pending()).toEqual([]);
      expect(await store.idsShippedBy(RELEASE)).toEqual([]);
    });

    test('what is erased waits for nothing, and nothing has shipped it', async () => {
      await follow(store, [link('abc1234')]);
      const other = { ...FEEDBACK, id: 'other' };
      await store.add(other);
      await follow(store, [{ type: 'to', status: 'shipped', release: RELEASE }], 'other');
      await store.erase(FEEDBACK.id);
      await store.erase('other');
      expect(await store.pending()).toEqual([]);
      expect(await store.idsShippedBy(RELEASE)).toEqual([]);
    });
  });
}

/** Whatever happens to feedback, in whatever order, the store says of it what its timeline says. */
export async function followsItsTimeline(store: Store): Promise<void> {
  const model = new MemoryFeedbackStore(() => Date.parse(AT));
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(happening(), { minLength: 1, maxLength: 10 }), async (happenings) => {
      count += 1;
      const id = `feedback-${count}`;
      for (const each of [store, model]) {
        await each.add({ ...FEEDBACK, id });
        await follow(each, happenings, id);
      }
      expect(await seen(store, id)).toEqual(await seen(model, id));
    }),
    { numRuns: 20 },
  );
}

async function seen(store: Store, id: string) {
  const shippedBy = await Promise.all(RELEASES.map((release) => store.idsShippedBy(release)));
  return {
    pending: (await store.pending()).filter((each) => each.id === id),
    shippedBy: shippedBy.map((ids) => ids.includes(id)),
  };
}

function happening(): fc.Arbitrary<Happening> {
  const texts = ['abc1234', 'abc12345', 'acme/shop#12', 'def5678'];
  const statuses = ['planned', 'in-progress', 'shipped', 'shipped', 'declined'] as const;
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...texts), fc.option(fc.constant('new-checkout')))
      .map(([text, toggle]) => link(text, toggle ?? undefined)),
    fc.record({ type: fc.constant('to' as const), status: fc.constantFrom(...statuses) }),
    fc
      .constantFrom(...RELEASES)
      .map((release) => ({ type: 'to' as const, status: 'shipped' as const, release })),
    fc.constantFrom({ type: 'still-broken' as const }, { type: 'taken-back' as const }),
  );
}

function link(text: string, toggle?: string): Happening {
  return { type: 'link', text, ...(toggle !== undefined && { toggle }) };
}

/** Lets it happen to feedback, one after the other; what cannot happen to it as it is does not. */
async function follow(
  store: Store,
  happenings: readonly Happening[],
  id: string = FEEDBACK.id,
): Promise<void> {
  for (const each of happenings) {
    const before = await store.find(id);
    const event = before && eventOf(each, before);
    if (!before || !event) continue;
    const status = 'to' in event && event.type !== 'merge' ? event.to : before.status;
    await store.replace(before, { ...before, status }, [event]);
  }
}

function eventOf(happening: Happening, { status: from }: Feedback): FeedbackEvent | undefined {
  if (happening.type === 'link') return { at: AT, who: 'bob', ...happening };
  if (happening.type === 'to') {
    const { status: to, ...by } = happening;
    return to === from ? undefined : { at: AT, who: 'bob', ...by, type: 'status', from, to };
  }
  if (!isClosed(from)) return undefined;
  if (happening.type === 'still-broken') {
    return { type: 'verdict', at: AT, who: REPORTER, text: 'still-broken', from, to: 'new' };
  }
  const reason = 'taken-back';
  return { type: 'status', at: AT, who: AFTERPROD, from, to: 'in-progress', reason };
}
