import { randomBytes } from 'node:crypto';
import type { ChallengeState } from '../../../functions/feedback/challenge/challenge-store.ts';
import { newChallenge } from '../../../functions/feedback/challenge/new-challenge.ts';
import { postFeedback } from '../../../functions/feedback/post-feedback.ts';
import { MemoryFeedbackIntake } from '../../../functions/feedback/store/memory-feedback-intake.ts';
import { MemoryFeedbackStore } from '../../../functions/feedback/store/memory-feedback-store.ts';
import { jsonEvent } from '../../support/api-event.ts';
import { solved } from '../../support/solved.ts';

const BUG = { kind: 'bug', message: 'Pay does nothing' };
const NINE_MS = Date.parse('2026-11-23T09:00Z');
const NINE = NINE_MS / 1000;

const FLOODED: ChallengeState = {
  keys: { current: 'key-of-today', fromEpochSeconds: NINE, previous: 'key-of-yesterday' },
  requiredUntilEpochSeconds: NINE + 3_600,
};

const solution = (key = 'key-of-today') => solved(newChallenge(key, NINE_MS, randomBytes), 500);

function createService(challenge: () => ChallengeState | undefined = () => FLOODED) {
  let nowMs = NINE_MS;
  let count = 0;
  const store = new MemoryFeedbackStore(() => nowMs);
  const dependencies = {
    store: new MemoryFeedbackIntake(store, () => nowMs),
    challenge: async () => challenge(),
    currentRelease: async () => 'a1b2c3d4e5f6',
    now: () => nowMs,
    newId: () => `id-${++count}`,
    newSecret: () => 'secret',
  };
  const post = async (headers: Readonly<Record<string, string>> = {}, body: object = BUG) =>
    JSON.parse((await postFeedback(jsonEvent(body, headers, '/v1/feedback'), dependencies)).body);
  return { store, post, wait: (ms: number) => (nowMs += ms) };
}

const REFUSED = { code: 'challenge_required' };

test('in a flood a post without a solution is told how to get in, and nothing is kept', async () => {
  const { store, post } = createService();
  await expect(post()).rejects.toMatchObject({
    ...REFUSED,
    message: expect.stringContaining('GET /v1/challenge'),
  });
  expect(await store.find('id-1')).toBeUndefined();
});

test('a solution lets one post in, and no second', async () => {
  const { store, post } = createService();
  const altcha = await solution();
  expect(await post({ altcha })).toMatchObject({ id: 'id-1' });
  await expect(post({ altcha })).rejects.toMatchObject(REFUSED);
  expect(await store.find('id-1')).toMatchObject(BUG);
  expect(await store.find('id-2')).toBeUndefined();
});

test('while the key rotates, solutions of the one before are taken', async () => {
  const { post } = createService();
  expect(await post({ altcha: await solution('key-of-yesterday') })).toMatchObject({ id: 'id-1' });
  const old = await solution('key-of-last-week');
  await expect(post({ altcha: old })).rejects.toMatchObject(REFUSED);
});

test('a solution that comes too late is refused, with the reason', async () => {
  const { post, wait } = createService();
  const altcha = await solution();
  wait(600_000);
  await expect(post({ altcha })).rejects.toMatchObject({
    ...REFUSED,
    message: expect.stringContaining('time'),
  });
});

test('once the flood is over nobody is asked, whatever they bring', async () => {
  const { post, wait } = createService();
  wait(3_600_000);
  expect(await post()).toMatchObject({ id: 'id-1' });
  expect(await post({ altcha: 'x' })).toMatchObject({ id: 'id-2' });
});

test.each<[string, ChallengeState | undefined]>([
  ['never was a flood', {}],
  ['it is not known', undefined],
])('where there %s, posts are taken', async (_, state) => {
  const { post } = createService(() => state);
  expect(await post()).toMatchObject({ id: 'id-1' });
});

test.each([
  ['with the solution that it has spent', 0, 'same'],
  ['with it when its time is over', 600_000, 'same'],
  ['without any, for the answer tells nobody anything new', 0, 'none'],
])('a request that was kept is answered again %s', async (_, waitMs, which) => {
  const { store, post, wait } = createService();
  const altcha = await solution();
  const retry = { 'idempotency-key': 'a-key-of-nobody-else' };
  const first = await post({ ...retry, altcha });
  wait(waitMs);
  expect(await post({ ...retry, ...(which === 'same' && { altcha }) })).toEqual(first);
  expect(await store.find('id-2')).toBeUndefined();
});

test('another body under its key is still refused as that', async () => {
  const { post } = createService();
  const retry = { 'idempotency-key': 'a-key-of-nobody-else' };
  await post({ ...retry, altcha: await solution() });
  await expect(post(retry, { ...BUG, kind: 'idea' })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
});

test('a body that breaks a rule is told so before anybody works for it', async () => {
  const { post } = createService();
  await expect(post({}, { ...BUG, kind: 'rant' })).rejects.toMatchObject({
    code: 'feedback_invalid',
  });
});
