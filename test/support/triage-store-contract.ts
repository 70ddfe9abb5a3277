import type { Feedback } from '../../functions/feedback/feedback.ts';
import type { Countable } from '../../functions/feedback/triage/countable.ts';
import { counterNames } from '../../functions/feedback/triage/counter-names.ts';
import { bandsOf, fingerprintOf } from '../../functions/feedback/triage/fingerprint.ts';
import type { Triaged, TriageStore } from '../../functions/feedback/triage/triage-store.ts';
import { FEEDBACK, type Store } from './feedback-store-contract.ts';

/** One table, as both stores see it. */
export interface TriageStores {
  readonly feedback: Store;
  readonly triage: TriageStore;
  /** By hour and name: `2026-11-23T09 a1b2c3d#*`. */
  counts(): Promise<ReadonlyMap<string, { readonly total: number; readonly negative: number }>>;
}

const fingerprint = fingerprintOf({ kind: 'bug', text: 'The pay button does nothing' });
const bands = bandsOf(fingerprint);
const TOPIC = { id: FEEDBACK.id, fingerprint };

/** As if the stage had all that feedback claims. */
export function claimedBy({ release, toggles = {} }: Feedback['context']): Countable {
  const served = Object.entries(toggles).map(
    ([key, variant]) => [key, new Set([variant])] as const,
  );
  return { releases: new Set(release === undefined ? [] : [release]), variants: new Map(served) };
}

/** `FEEDBACK` as triage would have it. */
export function triagedOf(feedback: Feedback, different: Partial<Triaged> = {}): Triaged {
  return {
    feedback,
    text: 'Pay does nothing, said [e-mail]',
    context: feedback.context,
    spamScore: 0.1,
    counted: {
      topic: TOPIC,
      newBands: bands,
      counters: counterNames(feedback.context, claimedBy(feedback.context)),
      isNegative: true,
    },
    ...different,
  };
}

/** The behaviour every TriageStore owes its callers. `createStores` gives empty ones on the clock it is given. */
export function describeTriageStore(
  adapter: string,
  createStores: (now: () => number) => TriageStores,
): void {
  describe(`${adapter} as a triage store`, () => {
    let nowMs = 0;
    let stores: TriageStores;

    beforeEach(async () => {
      nowMs = Date.parse('2026-11-23T09:00:01Z');
      stores = createStores(() => nowMs);
      await stores.feedback.add(FEEDBACK);
    });

    test("drops the visitor's own words in the change that writes the redacted ones", async () => {
      const { message: _message, ...rest } = FEEDBACK;
      expect(await stores.triage.keep(triagedOf(FEEDBACK))).toBe(true);
      expect(await stores.feedback.find(FEEDBACK.id)).toEqual({
        ...rest,
        text: 'Pay does nothing, said [e-mail]',
        spamScore: 0.1,
        topic: FEEDBACK.id,
        revision: 2,
      });
    });

    test('counts by hour, release, toggle and variant', async () => {
      const praise = { ...FEEDBACK, id: 'praise', receivedAt: '2026-11-23T09:59:59.999Z' };
      const { counted } = triagedOf(praise);
      await stores.feedback.add(praise);
      await stores.triage.keep(triagedOf(FEEDBACK));
      await stores.triage.keep(
        triagedOf(praise, { ...(counted && { counted: { ...counted, isNegative: false } }) }),
      );
      expect(await stores.counts()).toEqual(
        new Map([
          ['2026-11-23T09 a1b2c3d4e5f6#*', { total: 2, negative: 1 }],
          ['2026-11-23T09 a1b2c3d4e5f6#new-checkout:on', { total: 2, negative: 1 }],
        ]),
      );
    });

    test('keeps and counts once, however often it is asked to', async () => {
      expect(await stores.triage.keep(triagedOf(FEEDBACK))).toBe(true);
      expect(await stores.triage.keep(triagedOf(FEEDBACK, { text: 'other' }))).toBe(false);
      expect((await stores.feedback.find(FEEDBACK.id))?.text).toContain('[e-mail]');
      expect([...(await stores.counts()).values()].map(({ total }) => total)).toEqual([1, 1]);
    });

    test('keeps and counts nothing that was erased', async () => {
      await stores.feedback.erase(FEEDBACK.id);
      expect(await stores.triage.keep(triagedOf(FEEDBACK))).toBe(false);
      expect(await stores.feedback.find(FEEDBACK.id)).toBeUndefined();
      expect((await stores.counts()).size).toBe(0);
    });

    test('keeps what a person has changed meanwhile', async () => {
      await stores.feedback.replace(FEEDBACK, { ...FEEDBACK, status: 'planned' });
      expect(await stores.triage.keep(triagedOf(FEEDBACK))).toBe(true);
      expect(await stores.feedback.find(FEEDBACK.id)).toMatchObject({
        status: 'planned',
        revision: 3,
      });
    });

    test('gives spam no topic, and counts it nowhere', async () => {
      const { counted: _counted, ...spam } = triagedOf(FEEDBACK, { spamScore: 1 });
      expect(await stores.triage.keep(spam)).toBe(true);
      expect(await stores.feedback.find(FEEDBACK.id)).not.toHaveProperty('topic');
      expect((await stores.counts()).size).toBe(0);
      expect((await stores.triage.topicsOf(bands)).size).toBe(0);
    });

    test('finds a topic by each of its bands', async () => {
      await stores.triage.keep(triagedOf(FEEDBACK));
      const found = await stores.triage.topicsOf([...bands, 'another']);
      expect(found).toEqual(new Map(bands.map((band) => [band, TOPIC])));
    });

    test('counts the members of a topic within some time, both ends included', async () => {
      const [first, last] = ['2026-11-23T09:00:00.000Z', '2026-11-23T09:30:00.000Z'];
      const second = { ...FEEDBACK, id: 'second', receivedAt: last };
      await stores.feedback.add(second);
      await stores.triage.keep(triagedOf(FEEDBACK));
      await stores.triage.keep(triagedOf(second));
      const count = (from: string, to: string) => stores.triage.countMembers(TOPIC.id, from, to);
      expect(await count(first, last)).toBe(2);
      expect(await count('2026-11-23T09:00:00.001Z', last)).toBe(1);
      expect(await count(first, '2026-11-23T09:29:59.999Z')).toBe(1);
      expect(await stores.triage.countMembers('other', first, last)).toBe(0);
    });

    describe('a move', () => {
      const other = { ...FEEDBACK, id: 'other', receivedAt: '2026-11-23T09:10:00.000Z' };
      const count = (topic: string) => stores.triage.countMembers(topic, '2026', '2027');
      const move = { feedback: FEEDBACK, fingerprint, from: [FEEDBACK.id], to: 'other' };
      const led = () => stores.triage.topicsOf(bands);

      beforeEach(async () => {
        await stores.feedback.add(other);
        await stores.triage.keep(triagedOf(FEEDBACK));
        const { counted } = triagedOf(other);
        const topic = { id: 'other', fingerprint: fingerprintOf({ kind: 'idea', text: 'Tea' }) };
        const newBands = bandsOf(topic.fingerprint);
        await stores.triage.keep(
          triagedOf(other, { ...(counted && { counted: { ...counted, topic, newBands } }) }),
        );
      });

      /** As a merge does, before it moves. */
      async function putInto(topic: string) {
        const kept = await stores.feedback.find(FEEDBACK.id);
        if (kept) await stores.feedback.replace(kept, { ...kept, topic });
      }

      test('counts feedback with its new topic, and brings what says the same along', async () => {
        await putInto('other');
        await stores.triage.move(move);
        await stores.triage.move(move);
        expect([await count(FEEDBACK.id), await count('other')]).toEqual([0, 2]);
        expect(await led()).toEqual(
          new Map(bands.map((band) => [band, { id: 'other', fingerprint }])),
        );
      });

      test('leaves the words of others where they lead', async () => {
        await putInto('other');
        const print = fingerprintOf({ kind: 'bug', text: 'The pay button does nothing at all' });
        const shared = bandsOf(print).filter((band) => bands.includes(band));
        expect(shared.length).toBeGreaterThan(0);
        await stores.triage.move({ ...move, fingerprint: print });
        const topics = await stores.triage.topicsOf(bandsOf(print));
        for (const [band, { id }] of topics) {
          expect(id).toBe(shared.includes(band) ? FEEDBACK.id : 'other');
        }
        expect(topics.size).toBe(bandsOf(print).length);
      });

      test.each(['is in another topic', 'is gone'])('of what %s is none', async (why) => {
        if (why === 'is gone') await stores.feedback.erase(FEEDBACK.id);
        await stores.triage.move(move);
        expect([await count(FEEDBACK.id), await count('other')]).toEqual([1, 1]);
        expect(await led()).toEqual(new Map(bands.map((band) => [band, TOPIC])));
      });
    });

    test('remembers a ticket for its day, and takes it for no member', async () => {
      expect(await stores.triage.wasTicketed('t', '2026-11-23')).toBe(false);
      await stores.triage.markTicketed('t', '2026-11-23');
      expect(await stores.triage.wasTicketed('t', '2026-11-23')).toBe(true);
      expect(await stores.triage.wasTicketed('t', '2026-11-24')).toBe(false);
      expect(await stores.triage.wasTicketed('u', '2026-11-23')).toBe(false);
      expect(await stores.triage.countMembers('t', '2026', '2027')).toBe(0);
    });
  });
}
