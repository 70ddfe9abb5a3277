import { CONTACT, type CreateStore, FEEDBACK, type Store } from './feedback-store-contract.ts';

const AT = '2026-11-23T09:05:00.000Z';
const DAY_MS = 24 * 60 * 60 * 1000;

/** What every FeedbackStore owes those who write to reporters. */
export function describeFeedbackContact(adapter: string, createStore: CreateStore): void {
  describe(`the contact of feedback in ${adapter}`, () => {
    let nowMs = 0;
    let store: Store;
    const contact = async () => (await store.read(FEEDBACK.id))?.contact;

    beforeEach(async () => {
      nowMs = Date.parse(FEEDBACK.receivedAt);
      store = await createStore(() => nowMs);
      await store.add(FEEDBACK, CONTACT);
    });

    test('is changed where something is named, and stays as it is otherwise', async () => {
      const beta = { targetingKey: 'ann-1', wish: 'in', turn: 1 } as const;
      await store.changeContact(FEEDBACK.id, { mailSecretHash: 'hash', stoppedAt: AT });
      const after = { ...CONTACT, mailSecretHash: 'hash', confirmedAt: AT, beta };
      const change = { confirmedAt: AT, stoppedAt: null, beta };
      expect(await store.changeContact(FEEDBACK.id, change)).toEqual(after);
      expect(await contact()).toEqual(after);
    });

    test('takes the changes of two at once', async () => {
      await Promise.all([
        store.changeContact(FEEDBACK.id, { confirmedAt: AT }),
        store.changeContact(FEEDBACK.id, { mailSecretHash: 'hash' }),
        store.nameSubject(FEEDBACK.id, 'ann'),
      ]);
      const after = { ...CONTACT, confirmedAt: AT, mailSecretHash: 'hash', subject: 'ann' };
      expect(await contact()).toEqual(after);
    });

    test('is not changed where its time is over, though TTL has not deleted it', async () => {
      await store.replace(FEEDBACK, { ...FEEDBACK, status: 'declined' });
      nowMs += 30 * DAY_MS;
      expect(await store.changeContact(FEEDBACK.id, { confirmedAt: AT })).toBeUndefined();
    });

    test('does not come back where it was erased, and none comes where none was left', async () => {
      await store.erase(FEEDBACK.id);
      await store.add({ ...FEEDBACK, id: 'silent' });
      for (const id of [FEEDBACK.id, 'silent', 'nobody']) {
        expect(await store.changeContact(id, { confirmedAt: AT })).toBeUndefined();
        expect((await store.read(id))?.contact).toBeUndefined();
      }
    });
  });
}
