import { MemoryFeedbackStore } from '../../../functions/feedback/memory-feedback-store.ts';
import {
  type PostFeedbackDependencies,
  postFeedback,
} from '../../../functions/feedback/post-feedback.ts';
import { jsonEvent } from '../../support/api-event.ts';

const BUG = { kind: 'bug', message: 'Pay does nothing' };
const NOW_MS = Date.parse('2026-11-23T09:00Z');

function createService(difference: Partial<PostFeedbackDependencies> = {}) {
  const store = new MemoryFeedbackStore(() => NOW_MS);
  let count = 0;
  let kept = 0;
  const dependencies: PostFeedbackDependencies = {
    store,
    currentRelease: async () => 'a1b2c3d4e5f6',
    now: () => NOW_MS,
    newId: () => `id-${++count}`,
    onKept: () => {
      kept += 1;
    },
    ...difference,
  };
  const post = async (body: unknown, headers = {}) => {
    const result = await postFeedback(jsonEvent(body, headers), dependencies);
    return { ...result, receipt: JSON.parse(result.body) };
  };
  return { store, post, counted: () => kept };
}

test('keeps feedback before it answers 202', async () => {
  const { store, post, counted } = createService();
  const { statusCode, receipt } = await post(BUG);
  expect(statusCode).toBe(202);
  expect(receipt).toEqual({ id: 'id-1', receivedAt: '2026-11-23T09:00:00.000Z' });
  expect(await store.find('id-1')).toMatchObject(BUG);
  expect(counted()).toBe(1);
});

test('adds the current release where the page did not name one', async () => {
  const { store, post } = createService();
  await post(BUG);
  await post({ ...BUG, context: { release: 'older' } });
  expect((await store.find('id-1'))?.context.release).toBe('a1b2c3d4e5f6');
  expect((await store.find('id-2'))?.context.release).toBe('older');
});

test('keeps feedback though no release is known', async () => {
  const { store, post } = createService({ currentRelease: async () => undefined });
  await post(BUG);
  expect((await store.find('id-1'))?.context).toEqual({});
});

test('counts a repeated request once', async () => {
  const { post, counted } = createService();
  const headers = { 'Idempotency-Key': 'a' };
  const first = await post(BUG, headers);
  const second = await post(BUG, headers);
  expect(second.receipt).toEqual(first.receipt);
  expect(counted()).toBe(1);
});

test.each(['', 'a b', 'x'.repeat(256), 'ü'])('refuses the Idempotency-Key %j', async (key) => {
  const { post } = createService();
  await expect(post(BUG, { 'Idempotency-Key': key })).rejects.toMatchObject({
    code: 'malformed_request',
  });
});

test('refuses more than 16 kB and keeps nothing', async () => {
  const { store, post } = createService();
  const huge = post({ ...BUG, message: 'x'.repeat(16_384) });
  await expect(huge).rejects.toMatchObject({ code: 'body_too_large' });
  expect(await store.find('id-1')).toBeUndefined();
});
