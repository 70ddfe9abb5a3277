import type { Feedback } from '../../../../functions/feedback/feedback.ts';
import { STATUSES } from '../../../../functions/feedback/status.ts';
import {
  type FeedbackAdmin,
  feedbackAdmin,
  feedbackOf,
} from '../../../support/feedback-admin-call.ts';

let admin: FeedbackAdmin;
beforeEach(() => {
  admin = feedbackAdmin();
});
afterEach(() => {
  expect(admin.logged).toEqual([]);
});

async function put(...feedback: readonly Feedback[]): Promise<void> {
  for (const each of feedback) await admin.store.add(each);
}

const ids = (body: { items: readonly Feedback[] }) => body.items.map(({ id }) => id);

describe('list', () => {
  test('has all, the newest first, whatever their status, in pages', async () => {
    await put(...STATUSES.map((status, at) => feedbackOf(`f${at}`, { status }, at)));
    const first = (await admin.call('GET /v1/feedback?limit=2')).body;
    expect(ids(first)).toEqual(['f4', 'f3']);
    const second = (await admin.call(`GET /v1/feedback?limit=2&cursor=${first.next}`)).body;
    expect(ids(second)).toEqual(['f2', 'f1']);
    const third = (await admin.call(`GET /v1/feedback?limit=2&cursor=${second.next}`)).body;
    expect([ids(third), third.next]).toEqual([['f0'], undefined]);
  });

  test('narrows by status, release, toggle, variant, topic and words, and by several at once', async () => {
    const context = { release: 'bbbbbbbbbbbb', toggles: { constructor: 'off' } };
    await put(
      feedbackOf('one', { topic: 'one' }, 1),
      feedbackOf('two', { status: 'planned', text: 'Ärger with the BASKET' }, 2),
      feedbackOf('three', { context, topic: 'one' }, 3),
    );
    const listed = async (query: string) =>
      ids((await admin.call(`GET /v1/feedback?${query}`)).body);
    expect(await listed('status=planned')).toEqual(['two']);
    expect(await listed('release=bbbbbbbbbbbb')).toEqual(['three']);
    expect(await listed('toggle=new-checkout')).toEqual(['two', 'one']);
    expect(await listed('toggle=constructor')).toEqual(['three']);
    expect(await listed('toggle=toString')).toEqual([]);
    expect(await listed('toggle=new-checkout&variant=off')).toEqual([]);
    expect(await listed('topic=one')).toEqual(['three', 'one']);
    expect(await listed(`words=${encodeURIComponent('basket  ÄRGER')}`)).toEqual(['two']);
    expect(await listed('words=basket&status=new')).toEqual([]);
    expect(await listed('release=a1b2c3d4e5f6&status=new')).toEqual(['one']);
  });

  test('two of one millisecond are two, and a page may end between them', async () => {
    await put(feedbackOf('a'), feedbackOf('b', { status: 'planned' }), feedbackOf('c'));
    const { body } = await admin.call('GET /v1/feedback?limit=1');
    const { body: rest } = await admin.call(`GET /v1/feedback?limit=9&cursor=${body.next}`);
    expect([...ids(body), ...ids(rest)]).toEqual(['c', 'b', 'a']);
  });

  test('a search ends after a window, and goes on with the next', async () => {
    const many = Array.from({ length: 1_005 }, (_, at) =>
      feedbackOf(`f${String(at).padStart(4, '0')}`, at === 2 ? { text: 'A rare word' } : {}),
    );
    await put(...many);
    const first = (await admin.call('GET /v1/feedback?words=rare')).body;
    expect([ids(first), first.examined]).toEqual([[], 1_000]);
    const second = (await admin.call(`GET /v1/feedback?words=rare&cursor=${first.next}`)).body;
    expect([ids(second), second.examined, second.next]).toEqual([['f0002'], 5, undefined]);
  });

  test('shows no secret and nothing personal, before triage has run, too', async () => {
    const message = 'Write to bob@example.com';
    const { text: _none, ...raw } = feedbackOf('one', {
      message,
      context: { url: 'https://shop.example.com/bob%40example.com', errors: ['bob@example.com'] },
    });
    await put(raw);
    const { text, body } = await admin.call('GET /v1/feedback');
    expect(body.items[0].text).toBe('Write to [e-mail]');
    expect(text).not.toMatch(/bob|secret|hash/);
    expect(ids((await admin.call('GET /v1/feedback?words=bob')).body)).toEqual([]);
  });
});
