import type { Feedback } from '../../../../functions/feedback/feedback.ts';
import {
  type FeedbackAdmin,
  feedbackAdmin,
  feedbackOf,
} from '../../../support/feedback-admin-call.ts';

const WHO = 'assumed-role/Admin/ann';
const AT = '2026-11-23T12:00:00.000Z';

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
const onRevision = (revision: number) => ({ 'if-match': `"${revision}"` });

describe('one piece', () => {
  test('has its timeline, its links, and an ETag; of its contact only that there is one', async () => {
    const contact = {
      email: 'bob@example.com',
      consentedAt: AT,
      subject: 'subject of bob@example.com',
    };
    await admin.store.add(feedbackOf('one'), contact);
    await admin.call('POST /v1/feedback/one/link', { body: { to: 'octo/shop#12' } });
    const { body, etag, text } = await admin.call('GET /v1/feedback/one');
    expect(body).toMatchObject({
      id: 'one',
      revision: 2,
      links: ['octo/shop#12'],
      contact: 'unconfirmed',
    });
    expect(body.timeline).toEqual([{ type: 'link', at: AT, who: WHO, text: 'octo/shop#12' }]);
    expect(etag).toBe('"2"');
    expect(text).not.toMatch(/bob|secret/);
  });

  test.each([
    ['confirmed', { confirmedAt: AT }],
    ['stopped', { confirmedAt: AT, stoppedAt: AT }],
  ])('says that mails are %s', async (state, more) => {
    const contact = { email: 'bob@example.com', consentedAt: AT, mailSecretHash: 'hash', ...more };
    await admin.store.add(feedbackOf('one'), contact);
    const { body, text } = await admin.call('GET /v1/feedback/one');
    expect(body.contact).toBe(state);
    expect(text).not.toMatch(/bob|hash/);
  });
});

describe('status', () => {
  const change = (status: string, headers?: Record<string, string>) =>
    admin.call('POST /v1/feedback/one/status', { body: { status }, ...(headers && { headers }) });

  beforeEach(() => put(feedbackOf('one')));

  test('is changed by who has seen the last of it, and stands in the timeline', async () => {
    const { status, body, etag } = await change('planned', onRevision(1));
    expect([status, body.status, etag]).toEqual([200, 'planned', '"2"']);
    expect(body.timeline).toEqual([
      { type: 'status', at: AT, who: WHO, from: 'new', to: 'planned' },
    ]);
    expect(ids((await admin.call('GET /v1/feedback?status=planned')).body)).toEqual(['one']);
  });

  test('of two admins one is told who was faster', async () => {
    const answers = await Promise.all([
      change('shipped', onRevision(1)),
      change('declined', onRevision(1)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 412]);
    expect(answers[1]?.body.detail).toContain(`${WHO} was the last to change it`);
  });

  test('that it has already changes nothing', async () => {
    const { status, etag } = await change('new', onRevision(1));
    expect([status, etag]).toEqual([200, '"1"']);
  });

  test('needs If-Match, and keeps the rules', async () => {
    expect((await change('planned')).status).toBe(428);
    await change('shipped', onRevision(1));
    const { status, body } = await change('declined', onRevision(2));
    expect([status, body.type]).toEqual([409, 'urn:afterprod:problem:feedback_conflict']);
    expect(body.detail).toContain('Choose: planned, in-progress');
  });
});

describe('reply and link', () => {
  beforeEach(() => put(feedbackOf('one')));

  test('replies of several at once all get in', async () => {
    const reply = (text: string) => admin.call('POST /v1/feedback/one/reply', { body: { text } });
    const answers = await Promise.all(['a', 'b', 'c'].map(reply));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await admin.call('GET /v1/feedback/one');
    expect(body.timeline.map(({ text }: { text: string }) => text).sort()).toEqual(['a', 'b', 'c']);
    expect(body.revision).toBe(4);
  });

  test('a link is found by the store, and made once whatever its spelling', async () => {
    const sha = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678';
    const link = (to: string) => admin.call('POST /v1/feedback/one/link', { body: { to } });
    expect((await link(`https://github.com/octo/shop/commit/${sha}`)).body.links).toEqual([sha]);
    expect((await link('A1B2C3D')).body.links).toEqual([sha]);
    expect(await admin.store.idsOfLink(sha)).toEqual(['one']);
    expect((await link('no link')).status).toBe(400);
  });

  test('a link names the toggle that it is behind; with another it is made anew', async () => {
    const link = async (body: object) =>
      (await admin.call('POST /v1/feedback/one/link', { body })).body.timeline.at(-1);
    expect(await link({ to: 'A1B2C3D', toggle: 'new-checkout' })).toEqual({
      type: 'link',
      at: AT,
      who: WHO,
      text: 'a1b2c3d',
      toggle: 'new-checkout',
    });
    expect(await link({ to: 'a1b2c3d4' })).not.toHaveProperty('toggle');
    const refused = await admin.call('POST /v1/feedback/one/link', {
      body: { to: 'a1b2c3d', toggle: 'new checkout' },
    });
    expect(refused.status).toBe(400);
  });

  test('there are at most 20 links', async () => {
    for (let at = 1; at <= 20; at += 1) {
      await admin.call('POST /v1/feedback/one/link', { body: { to: `octo/shop#${at}` } });
    }
    const refused = await admin.call('POST /v1/feedback/one/link', {
      body: { to: 'octo/shop#21' },
    });
    expect(refused.status).toBe(409);
  });
});

describe('erase', () => {
  test('takes away all of one sender, in any letter case, and nothing else', async () => {
    const contacts = [
      { id: 'one', email: 'Bob@example.com' },
      { id: 'two', email: 'bob@example.com' },
      { id: 'three', email: 'ann@example.com' },
      { id: 'gone', email: 'bob@example.com' },
    ];
    admin = feedbackAdmin(admin.store, { contacts });
    await put(feedbackOf('one'), feedbackOf('two'), feedbackOf('three'));
    const { body, text } = await admin.call('POST /v1/erase', {
      body: { email: 'bob@example.COM' },
    });
    expect(body).toEqual({ erased: 3 });
    expect(text).not.toContain('bob');
    expect(ids((await admin.call('GET /v1/feedback')).body)).toEqual(['three']);
  });

  test('takes away what has lost its address, by the index, and counts nothing twice', async () => {
    const contact = { email: 'bob@example.com', consentedAt: '2026-11-23T09:00:00.000Z' };
    await admin.store.add(feedbackOf('old'), contact);
    await admin.store.nameSubject('old', 'bob@example.com');
    await put(feedbackOf('other'));
    const { body } = await admin.call('POST /v1/erase', { body: { email: 'BOB@example.com' } });
    expect(body).toEqual({ erased: 1 });
    expect(ids((await admin.call('GET /v1/feedback')).body)).toEqual(['other']);
  });
});

describe('statistics', () => {
  const hour = '2026-11-23T12';
  const served = { toggle: 'new-checkout', variant: 'on' };
  const counts = [
    { hour, release: 'r2', total: 4, negative: 3 },
    { hour, release: 'r2', served, total: 4, negative: 3 },
    { hour: '2026-11-23T11', release: 'r1', total: 5, negative: 1 },
    { hour: '2026-11-22T12', release: 'r1', total: 100, negative: 100 },
  ];
  const exposures = [{ key: 'new-checkout', variant: 'on', release: 'r2', count: 1_500 }];

  test('add up hours by release and by variant, with a rate where somebody counted', async () => {
    const { body } = await feedbackAdmin(undefined, { counts, exposures }).call(
      'GET /v1/statistics?hours=2',
    );
    expect(body).toEqual({
      from: '2026-11-23T11',
      to: hour,
      releases: [
        { release: 'r2', total: 4, negative: 3 },
        { release: 'r1', total: 5, negative: 1 },
      ],
      variants: [{ ...served, total: 4, negative: 3, exposures: 1_500, negativePerThousand: 2 }],
    });
  });

  test('narrow to a release or a toggle', async () => {
    const call = feedbackAdmin(undefined, { counts, exposures }).call;
    expect((await call('GET /v1/statistics?release=r1')).body).toMatchObject({
      releases: [{ release: 'r1', total: 5 }],
      variants: [],
    });
    expect((await call('GET /v1/statistics?toggle=other')).body.variants).toEqual([]);
  });
});
