import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { NOON_MS } from '../../../support/admin-call.ts';
import { feedbackAdmin, feedbackOf } from '../../../support/feedback-admin-call.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(3, ['byStatus', 'byRelease'], 'byTime');
const adminOfTable = () =>
  feedbackAdmin(new DynamoFeedbackStore(tables.client, tables.next(), () => NOON_MS));

test('pages of all statuses follow each other over the indexes, as in memory', async () => {
  const admin = adminOfTable();
  const statuses = ['new', 'planned', 'new', 'shipped', 'planned'] as const;
  for (const [at, status] of statuses.entries()) {
    await admin.store.add(feedbackOf(`f${at}`, { status }));
  }
  const ids: string[] = [];
  let next = '';
  do {
    const { body } = await admin.call(`GET /v1/feedback?limit=2${next}`);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    next = body.next === undefined ? '' : `&cursor=${body.next}`;
  } while (next !== '');
  expect(ids).toEqual(['f4', 'f3', 'f2', 'f1', 'f0']);
});

test('of two admins who change a status at once one is told to look again; replies all get in', async () => {
  const admin = adminOfTable();
  await admin.store.add(feedbackOf('one'));
  const change = (status: string) =>
    admin.call('POST /v1/feedback/one/status', {
      body: { status },
      headers: { 'if-match': '"1"' },
    });
  const answers = await Promise.all([change('planned'), change('declined')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  const reply = (text: string) => admin.call('POST /v1/feedback/one/reply', { body: { text } });
  await Promise.all(['a', 'b', 'c'].map(reply));
  const { timeline } = (await admin.call('GET /v1/feedback/one')).body;
  expect(timeline.map(({ type }: { type: string }) => type)).toEqual([
    'status',
    'reply',
    'reply',
    'reply',
  ]);
  expect(admin.logged).toEqual([]);
});

test.each(['x'.repeat(3_000), '%00', '__proto__'])(
  'the id %s is that of no feedback',
  async (id) => {
    const admin = feedbackAdmin(new DynamoFeedbackStore(tables.client, 'table-0', () => NOON_MS));
    expect((await admin.call(`GET /v1/feedback/${id}`)).status).toBe(404);
    const body = { into: 'one' };
    expect((await admin.call(`POST /v1/feedback/${id}/merge`, { body })).status).toBe(404);
    const made = Buffer.from(`2026-11-23T${'x'.repeat(100)}`).toString('base64url');
    expect((await admin.call(`GET /v1/feedback?cursor=${made}`)).status).toBe(200);
  },
);
