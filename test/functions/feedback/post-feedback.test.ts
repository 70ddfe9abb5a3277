import { isSecret } from '../../../functions/feedback/item-secret.ts';
import {
  type PostFeedbackDependencies,
  postFeedback,
} from '../../../functions/feedback/post-feedback.ts';
import { MemoryFeedbackIntake } from '../../../functions/feedback/store/memory-feedback-intake.ts';
import { MemoryFeedbackStore } from '../../../functions/feedback/store/memory-feedback-store.ts';
import { jsonEvent } from '../../support/api-event.ts';

const BUG = { kind: 'bug', message: 'Pay does nothing' };
const NOW_MS = Date.parse('2026-11-23T09:00Z');

function createService(difference: Partial<PostFeedbackDependencies> = {}) {
  const store = new MemoryFeedbackStore(() => NOW_MS);
  let count = 0;
  const dependencies: PostFeedbackDependencies = {
    store: new MemoryFeedbackIntake(store, () => NOW_MS),
    challenge: async () => ({}),
    currentRelease: async () => 'a1b2c3d4e5f6',
    now: () => NOW_MS,
    newId: () => `id-${++count}`,
    newSecret: () => `secret-${count}`,
    ...difference,
  };
  const post = async (body: unknown, headers = {}) => {
    const result = await postFeedback(jsonEvent(body, headers, '/v1/feedback'), dependencies);
    return { ...result, receipt: JSON.parse(result.body) };
  };
  return { store, post };
}

test('keeps feedback before it answers 202', async () => {
  const { store, post } = createService();
  const { statusCode, receipt } = await post(BUG);
  expect(statusCode).toBe(202);
  expect(receipt).toEqual({
    id: 'id-1',
    statusUrl: 'https://api.example/prod/v1/feedback/id-1#secret-0',
    receivedAt: '2026-11-23T09:00:00.000Z',
  });
  expect(await store.find('id-1')).toMatchObject(BUG);
});

test('adds the current release where the page did not name one', async () => {
  const { store, post } = createService();
  await post(BUG);
  await post({ ...BUG, context: { release: 'older' } });
  expect((await store.find('id-1'))?.context.release).toBe('a1b2c3d4e5f6');
  expect((await store.find('id-2'))?.context.release).toBe('older');
});

test('asks for the release and for what is to prove at the same time', async () => {
  const asked: string[] = [];
  const bothAsked = async (name: string) => {
    asked.push(name);
    await Promise.resolve();
    expect(asked).toHaveLength(2);
  };
  const { post } = createService({
    challenge: () => bothAsked('challenge').then(() => ({})),
    currentRelease: () => bothAsked('release').then(() => undefined),
  });
  expect((await post(BUG)).statusCode).toBe(202);
});

test('keeps feedback though no release is known', async () => {
  const { store, post } = createService({ currentRelease: async () => undefined });
  await post(BUG);
  expect((await store.find('id-1'))?.context).toEqual({});
});

test('keeps of the secret a hash alone, and gives the same one to a retry', async () => {
  const { store, post } = createService();
  const headers = { 'Idempotency-Key': 'a-key-of-nobody-else' };
  const first = await post(BUG, headers);
  const second = await post(BUG, headers);
  const [, secret = ''] = first.receipt.statusUrl.split('#');
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(second.receipt).toEqual(first.receipt);
  const kept = await store.find('id-1');
  expect(JSON.stringify(kept)).not.toContain(secret);
  expect(isSecret(secret, kept?.secretHash ?? '')).toBe(true);
  expect(isSecret(`${secret}a`, kept?.secretHash ?? '')).toBe(false);
});

test('the same key and words in another body make another secret', async () => {
  const one = createService();
  const two = createService();
  const headers = { 'Idempotency-Key': 'a-key-of-nobody-else' };
  const first = await one.post(BUG, headers);
  const second = await two.post({ ...BUG, kind: 'idea' }, headers);
  expect(second.receipt.id).toBe(first.receipt.id);
  expect(second.receipt.statusUrl).not.toBe(first.receipt.statusUrl);
});

test('keeps that the trap was filled in, not with what', async () => {
  const { store, post } = createService();
  await post({ ...BUG, form: { trap: 'Ann Example', timeToFillMs: 9_000 } });
  await post({ ...BUG, form: { trap: '' } });
  expect((await store.find('id-1'))?.form).toEqual({ isTrapped: true, timeToFillMs: 9_000 });
  expect((await store.find('id-2'))?.form).toEqual({ isTrapped: false });
});

test('keeps an address apart from the feedback', async () => {
  const { store, post } = createService();
  await post({ ...BUG, contact: { email: 'ann@example.com', consent: true } });
  expect(JSON.stringify(await store.find('id-1'))).not.toContain('ann');
  expect((await store.read('id-1'))?.contact).toEqual({
    email: 'ann@example.com',
    consentedAt: '2026-11-23T09:00:00.000Z',
  });
});

test('keeps a repeated request once', async () => {
  const { store, post } = createService();
  const headers = { 'Idempotency-Key': 'a-key-of-nobody-else' };
  const first = await post(BUG, headers);
  const second = await post(BUG, headers);
  expect(second.receipt).toEqual(first.receipt);
  expect(await store.find('id-2')).toBeUndefined();
});

test.each(['', '1', 'x'.repeat(15), 'a key with 20 chars', 'x'.repeat(256), 'ü'.repeat(16)])(
  'refuses the Idempotency-Key %j',
  async (key) => {
    const { post } = createService();
    await expect(post(BUG, { 'Idempotency-Key': key })).rejects.toMatchObject({
      code: 'malformed_request',
    });
  },
);

test('refuses more than 16 kB and keeps nothing', async () => {
  const { store, post } = createService();
  const huge = post({ ...BUG, message: 'x'.repeat(16_384) });
  await expect(huge).rejects.toMatchObject({ code: 'body_too_large' });
  expect(await store.find('id-1')).toBeUndefined();
});
