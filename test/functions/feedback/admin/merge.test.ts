import type { Feedback } from '../../../../functions/feedback/feedback.ts';
import { bandsOf, fingerprintOf } from '../../../../functions/feedback/triage/fingerprint.ts';
import {
  type FeedbackAdmin,
  feedbackAdmin,
  feedbackOf,
} from '../../../support/feedback-admin-call.ts';

const WHO = 'assumed-role/Admin/ann';
const AT = '2026-11-23T12:00:00.000Z';

let admin: FeedbackAdmin;
beforeEach(async () => {
  admin = feedbackAdmin();
  await put(feedbackOf('one'), feedbackOf('two'), feedbackOf('three', { topic: 't' }));
});
afterEach(() => {
  expect(admin.logged).toEqual([]);
});

async function put(...feedback: readonly Feedback[]): Promise<void> {
  for (const each of feedback) await admin.store.add(each);
}

const ids = (body: { items: readonly Feedback[] }) => body.items.map(({ id }) => id);
const onRevision = (revision: number) => ({ 'if-match': `"${revision}"` });

const merge = (id: string, into: string, headers = {}) =>
  admin.call(`POST /v1/feedback/${id}/merge`, { body: { into }, headers });
const timelineOf = async (id: string) => (await admin.call(`GET /v1/feedback/${id}`)).body.timeline;

test('a merge puts one into the topic of the other, and both timelines say so', async () => {
  const { body } = await merge('one', 'two');
  expect(body.topic).toBe('two');
  expect(await timelineOf('one')).toEqual([{ type: 'merge', at: AT, who: WHO, to: 'two' }]);
  expect(await timelineOf('two')).toEqual([
    { type: 'merge', at: AT, who: WHO, from: 'one', to: 'two' },
  ]);
  expect(ids((await admin.call('GET /v1/feedback?topic=two')).body).sort()).toEqual(['one', 'two']);
});

test('a merge takes over a topic that is there, and names the one that is left', async () => {
  await merge('one', 'two');
  expect((await merge('one', 'three')).body.topic).toBe('t');
  expect((await timelineOf('one')).at(-1)).toMatchObject({ from: 'two', to: 't' });
});

test('two merges of the same are one', async () => {
  const first = await merge('one', 'two');
  expect((await merge('one', 'two')).body).toEqual(first.body);
  expect(await timelineOf('two')).toHaveLength(1);
});

test('a merge counts it with the other from now on, also what says the same', async () => {
  const members = (topic: string) => admin.topics.countMembers(topic, '2026', '2027');
  await merge('one', 'three');
  await merge('one', 'three');
  expect(await members('t')).toBe(1);
  await merge('one', 'two');
  expect([await members('t'), await members('two')]).toEqual([0, 1]);
  const print = fingerprintOf({ kind: 'bug', text: 'Pay does nothing' });
  const led = await admin.topics.topicsOf(bandsOf(print));
  expect(new Set([...led.values()].map(({ id }) => id))).toEqual(new Set(['two']));
});

test.each([
  ['new', 'planned', 'planned'],
  ['new', 'in-progress', 'in-progress'],
  ['new', 'shipped', 'new'],
  ['new', 'declined', 'new'],
  ['planned', 'in-progress', 'planned'],
  ['shipped', 'planned', 'shipped'],
] as const)('of what is %s into what is %s makes it %s', async (status, others, expected) => {
  await put(feedbackOf('mine', { status }), feedbackOf('theirs', { status: others }));
  const { body } = await merge('mine', 'theirs');
  expect(body.status).toBe(expected);
  const moved = body.timeline.filter(({ type }: { type: string }) => type === 'status');
  expect(moved).toEqual(
    status === expected ? [] : [{ type: 'status', at: AT, who: WHO, from: status, to: expected }],
  );
});

test.each([
  ['fresh', 'one'],
  ['one', 'fresh'],
])('a merge of %s into %s waits for triage, which comes within moments', async (id, into) => {
  await put(feedbackOf('fresh', { message: 'Pay does nothing' }));
  const { status, body } = await merge(id, into);
  expect([status, body.detail]).toEqual([409, expect.stringContaining('try again')]);
  expect(await timelineOf('one')).toEqual([]);
});

test('a merge that has stopped half way is completed by the next', async () => {
  const { replace } = admin.store;
  let calls = 0;
  admin.store.replace = (...args) => {
    calls += 1;
    if (calls === 2) return Promise.reject(new Error('the power went off'));
    return replace.apply(admin.store, args);
  };
  expect((await merge('one', 'two')).status).toBe(500);
  (admin.logged as Error[]).pop();
  expect(await timelineOf('two')).toEqual([]);
  await merge('one', 'two');
  expect([await timelineOf('one'), await timelineOf('two')].map(({ length }) => length)).toEqual([
    1, 1,
  ]);
});

test.each([
  ['one', 'one', 409],
  ['one', 'nobody', 404],
  ['nobody', 'one', 404],
  ['one', '__proto__', 404],
])('a merge of %s into %s is refused with %i, and nothing is changed', async (id, into, status) => {
  expect((await merge(id, into)).status).toBe(status);
  expect(await timelineOf('one')).toEqual([]);
});

test('a merge of what has changed since is refused with If-Match', async () => {
  await merge('one', 'two');
  expect((await merge('one', 'three', onRevision(1))).status).toBe(412);
});
