import type { VerdictEvent } from '../../../../functions/feedback/feedback-event.ts';
import { giveVerdict } from '../../../../functions/feedback/reporter/give-verdict.ts';
import type { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { bodyOf, OWN, ownEvent, storeWithOwn } from '../../../support/reporter.ts';

const NOW_MS = Date.parse('2026-11-24T09:00Z');

async function createService() {
  const store = await storeWithOwn();
  const broken: (string | undefined)[] = [];
  const shipped = await store.replace(OWN, { ...OWN, status: 'shipped' });
  const dependencies = {
    store: store as Pick<MemoryFeedbackStore, 'read' | 'replace'>,
    currentRelease: async () => 'current',
    onBroken: async (verdict: VerdictEvent) => void broken.push(verdict.release),
    now: () => NOW_MS,
  };
  const give = (body: unknown, difference = {}) =>
    giveVerdict(
      ownEvent({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      { ...dependencies, ...difference },
    );
  return { store, shipped, give, broken };
}

test('keeps the verdict, and answers with what has become of the feedback', async () => {
  const { store, give } = await createService();
  const answer = await give({ verdict: 'still-broken' });
  expect(answer.statusCode).toBe(200);
  expect(bodyOf(answer)).toMatchObject({
    status: 'new',
    verdictDue: false,
    timeline: [{ type: 'verdict', verdict: 'still-broken', at: '2026-11-24T09:00:00.000Z' }],
  });
  const kept = await store.read(OWN.id);
  expect(kept?.feedback).toMatchObject({ status: 'new', revision: 3 });
  expect(kept?.events).toMatchObject([{ type: 'verdict', release: 'current' }]);
});

test('answers a request that is sent again as the first time', async () => {
  const { store, give, broken } = await createService();
  const first = await give({ verdict: 'still-broken' });
  expect(await give({ verdict: 'still-broken' })).toEqual(first);
  expect((await store.read(OWN.id))?.events).toHaveLength(1);
  expect(broken).toEqual(['current']);
});

test('what is fixed is no complaint', async () => {
  const { give, broken } = await createService();
  await give({ verdict: 'fixed' });
  expect(broken).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['no verdict', {}, 'verdict_invalid'],
  ['another word', { verdict: 'meh' }, 'verdict_invalid'],
  ['an unknown key', { verdict: 'fixed', release: 'x' }, 'verdict_invalid'],
  ['a key twice', '{"verdict":"fixed","verdict":"still-broken"}', 'invalid_body'],
  ['no JSON', 'fixed', 'invalid_body'],
  ['too much', ' '.repeat(1_025), 'body_too_large'],
])('refuses %s', async (_, body, code) => {
  const { store, shipped, give } = await createService();
  await expect(give(body)).rejects.toMatchObject({ code });
  expect(await store.find(OWN.id)).toEqual(shipped);
});

test('gives way to a change at the same time, and then is heard', async () => {
  const { store, shipped, give } = await createService();
  let raced = false;
  const read: typeof store.read = async (id) => {
    const found = await store.read(id);
    if (!raced) await store.replace(shipped, { ...shipped, topic: 'a' });
    raced = true;
    return found;
  };
  const racing = { read, replace: store.replace.bind(store) };
  expect((await give({ verdict: 'still-broken' }, { store: racing })).statusCode).toBe(200);
  expect(await store.find(OWN.id)).toMatchObject({ status: 'new', topic: 'a', revision: 4 });
});

test('asks to be sent again where it never gets through', async () => {
  const { store, give } = await createService();
  const read: typeof store.read = async (id) => {
    const found = await store.read(id);
    if (found) await store.replace(found.feedback, found.feedback);
    return found;
  };
  const racing = { read, replace: store.replace.bind(store) };
  await expect(give({ verdict: 'fixed' }, { store: racing })).rejects.toMatchObject({
    code: 'in_flight',
  });
});
