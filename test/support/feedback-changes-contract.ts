import type { FeedbackEvent } from '../../functions/feedback/feedback-event.ts';
import type { FeedbackPage, FeedbackQuery } from '../../functions/feedback/store/feedback-store.ts';
import {
  CONTACT,
  type CreateStore,
  FEEDBACK,
  REPLY,
  type Store,
} from './feedback-store-contract.ts';

const START_MS = Date.parse('2026-11-23T09:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const linkTo = (text: string): FeedbackEvent => ({ ...REPLY, type: 'link', text });
const LINK = linkTo('abc1234');

/** What every FeedbackStore owes those who change feedback, and those who look for it. */
export function describeFeedbackChanges(adapter: string, createStore: CreateStore): void {
  let nowMs = START_MS;
  let store: Store;

  async function start() {
    nowMs = START_MS;
    store = await createStore(() => nowMs);
    await store.add(FEEDBACK, CONTACT);
  }

  describe(`changes of feedback in ${adapter}`, () => {
    beforeEach(start);

    test('are kept with their events, under the next revision', async () => {
      const { message: _, ...rest } = FEEDBACK;
      const after = { ...rest, text: 'Pay does [it]', status: 'planned' } as const;
      const kept = await store.replace(FEEDBACK, after, [REPLY]);
      expect(kept).toEqual({ ...after, revision: 2 });
      expect(await store.read(FEEDBACK.id)).toEqual({
        feedback: kept,
        contact: CONTACT,
        events: [REPLY],
      });
    });

    test('are refused where another was faster, and leave no event', async () => {
      const kept = await store.replace(FEEDBACK, { ...FEEDBACK, status: 'planned' });
      const late = store.replace(FEEDBACK, { ...FEEDBACK, status: 'declined' }, [REPLY, LINK]);
      await expect(late).rejects.toMatchObject({ code: 'precondition_failed' });
      expect(await store.read(FEEDBACK.id)).toMatchObject({ feedback: kept, events: [] });
      expect(await store.idsOfLink('abc1234')).toEqual([]);
    });

    test('one of two at once wins', async () => {
      const outcomes = await Promise.allSettled(
        (['planned', 'declined'] as const).map((status) =>
          store.replace(FEEDBACK, { ...FEEDBACK, status }, [REPLY]),
        ),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await store.read(FEEDBACK.id))?.events).toHaveLength(1);
    });

    test('do not bring back what was erased', async () => {
      await store.erase(FEEDBACK.id);
      const late = store.replace(FEEDBACK, FEEDBACK, [REPLY]);
      await expect(late).rejects.toMatchObject({ code: 'precondition_failed' });
      expect(await store.read(FEEDBACK.id)).toBeUndefined();
    });

    test('have events in the order of their time, whichever came first', async () => {
      const early: FeedbackEvent = { ...REPLY, at: '2026-11-23T09:30:00.000Z', text: 'early' };
      const once = await store.replace(FEEDBACK, FEEDBACK, [REPLY, LINK]);
      await store.replace(once, once, [early]);
      expect((await store.read(FEEDBACK.id))?.events).toEqual([early, REPLY, LINK]);
    });

    test('that close it keep the contact for 30 days', async () => {
      await store.replace(FEEDBACK, { ...FEEDBACK, status: 'declined' });
      nowMs += 30 * DAY_MS - 1_000;
      expect((await store.read(FEEDBACK.id))?.contact).toEqual(CONTACT);
      nowMs += 1_000;
      expect((await store.read(FEEDBACK.id))?.contact).toBeUndefined();
    });

    test('that close it late keep the contact no longer than the feedback', async () => {
      nowMs += 170 * DAY_MS;
      const closed = await store.replace(FEEDBACK, { ...FEEDBACK, status: 'shipped' });
      nowMs += 10 * DAY_MS - 1_000;
      expect((await store.read(FEEDBACK.id))?.feedback).toEqual(closed);
      expect((await store.read(FEEDBACK.id))?.contact).toEqual(CONTACT);
      nowMs += 1_000;
      expect(await store.idsOfSubject('ann')).toEqual([]);
    });

    test('that open it again keep the contact as long as the feedback', async () => {
      const shipped = await store.replace(FEEDBACK, { ...FEEDBACK, status: 'shipped' });
      await store.replace(shipped, { ...shipped, status: 'new' });
      nowMs += 100 * DAY_MS;
      expect((await store.read(FEEDBACK.id))?.contact).toEqual(CONTACT);
    });
  });

  describe(`feedback in ${adapter} is found`, () => {
    beforeEach(start);

    test('by what it is linked to', async () => {
      expect(await store.idsOfLink('abc1234')).toEqual([]);
      await store.replace(FEEDBACK, FEEDBACK, [LINK]);
      expect(await store.idsOfLink('abc1234')).toEqual([FEEDBACK.id]);
      nowMs += 180 * DAY_MS;
      expect(await store.idsOfLink('abc1234')).toEqual([]);
    });

    test('by a commit, however much of it was given', async () => {
      const commit = 'abc1234d5e6f70819203a4b5c6d7e8f901234567';
      const other = 'abc1234d0000000000000000000000000000000000';
      const linked = await store.replace(FEEDBACK, FEEDBACK, [linkTo(commit)]);
      expect(await store.idsOfLink('abc1234')).toEqual([FEEDBACK.id]);
      expect(await store.idsOfLink(commit)).toEqual([FEEDBACK.id]);
      expect(await store.idsOfLink(other)).toEqual([]);
      await store.replace(linked, linked, [linkTo(other)]);
      expect(await store.idsOfLink(commit)).toEqual([FEEDBACK.id]);
      expect(await store.idsOfLink('abc1234')).toEqual([FEEDBACK.id]);
      await store.erase(FEEDBACK.id);
      expect(await store.idsOfLink('abc1234')).toEqual([]);
    });

    test('by whom it is from, once that is named, after the contact is gone, too', async () => {
      expect(await store.idsOfSubject('ann')).toEqual([]);
      await store.nameSubject(FEEDBACK.id, 'ann');
      await store.nameSubject(FEEDBACK.id, 'ann');
      expect(await store.idsOfSubject('ann')).toEqual([FEEDBACK.id]);
      await store.replace(FEEDBACK, { ...FEEDBACK, status: 'shipped' });
      nowMs += 30 * DAY_MS;
      expect((await store.read(FEEDBACK.id))?.contact).toBeUndefined();
      expect(await store.idsOfSubject('ann')).toEqual([FEEDBACK.id]);
      await store.erase(FEEDBACK.id);
      expect(await store.idsOfSubject('ann')).toEqual([]);
    });

    test('by its latest name alone, and not for longer than itself', async () => {
      await store.nameSubject(FEEDBACK.id, 'ann');
      await store.nameSubject(FEEDBACK.id, 'ann by another key');
      expect(await store.idsOfSubject('ann')).toEqual([]);
      expect(await store.idsOfSubject('ann by another key')).toEqual([FEEDBACK.id]);
      nowMs += 180 * DAY_MS;
      expect(await store.idsOfSubject('ann by another key')).toEqual([]);
    });

    test.each(['nobody', 'silent'])('by no name that %s has not given', async (id) => {
      await store.add({ ...FEEDBACK, id: 'silent' });
      await store.nameSubject(id, 'ann');
      expect(await store.idsOfSubject('ann')).toEqual([]);
      expect((await store.read(id))?.contact).toBeUndefined();
    });

    test('by status and by release, newest first, a page at a time', async () => {
      const late = { ...FEEDBACK, id: 'late', receivedAt: '2026-11-23T09:00:01.000Z' };
      const twin = { ...late, id: 'twin' };
      const { release: _, ...context } = FEEDBACK.context;
      const nowhere = { ...late, id: 'a', context };
      for (const each of [twin, nowhere, late]) await store.add(each);
      expect(await pagesOf({ status: 'new', limit: 1 })).toEqual([
        'twin',
        'late',
        'a',
        FEEDBACK.id,
      ]);
      expect(await pagesOf({ status: 'new', limit: 3 })).toEqual([
        'twin',
        'late',
        'a',
        FEEDBACK.id,
      ]);
      expect(await pagesOf({ release: 'a1b2c3d4e5f6', limit: 2 })).toEqual([
        'twin',
        'late',
        FEEDBACK.id,
      ]);
      expect(await pagesOf({ release: 'other', limit: 2 })).toEqual([]);
    });

    test('under its new status alone', async () => {
      const planned = await store.replace(FEEDBACK, { ...FEEDBACK, status: 'planned' });
      expect(await store.list({ status: 'new', limit: 9 })).toEqual({ items: [] });
      expect(await store.list({ status: 'planned', limit: 9 })).toEqual({ items: [planned] });
    });

    async function pagesOf(query: FeedbackQuery): Promise<readonly string[]> {
      const found: string[] = [];
      let page: FeedbackPage = { items: [] };
      do {
        const { next: after } = page;
        page = await store.list({ ...query, ...(after !== undefined && { after }) });
        expect(page.items.length).toBeLessThanOrEqual(query.limit);
        found.push(...page.items.map(({ id }) => id));
      } while (page.next !== undefined);
      return found;
    }
  });
}
