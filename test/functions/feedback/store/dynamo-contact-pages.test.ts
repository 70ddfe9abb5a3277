import { eraseEmail } from '../../../../functions/feedback/edits/erase-email.ts';
import { DynamoContactPages } from '../../../../functions/feedback/store/dynamo-contact-pages.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { feedbackOf } from '../../../support/feedback-admin-call.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(2, ['byStatus', 'byRelease'], 'byTime');
const NOW = () => Date.parse('2026-11-23T12:00:00Z');

test('finds every address in a table of several pages, and erases those of one', async () => {
  const name = tables.next();
  const store = new DynamoFeedbackStore(tables.client, name, NOW);
  const pages = new DynamoContactPages(tables.client, name);
  const text = 'x'.repeat(300_000);
  for (let at = 0; at < 6; at += 1) {
    const email = at % 2 === 0 ? 'bob@example.com' : 'ann@example.com';
    const contact = { email, consentedAt: '2026-11-23T09:00:00.000Z' };
    await store.add(feedbackOf(`id${at}`, { text }), contact);
  }
  const sources = { store, contacts: pages, subjectOf: async (email: string) => email };
  const first = await pages.page();
  expect(first.next).toBeDefined();
  const { erased, next } = await eraseEmail(sources, 'BOB@example.com');
  expect([[...erased].sort(), next]).toEqual([['id0', 'id2', 'id4'], undefined]);
  const left = await store.list({ status: 'new', limit: 10 });
  expect(left.items.map(({ id }) => id).sort()).toEqual(['id1', 'id3', 'id5']);
});

test.each(['', 'x', '!', 'YQ', Buffer.from('a\nb\nc').toString('base64url')])(
  'the made-up cursor %j is refused',
  async (cursor) => {
    const pages = new DynamoContactPages(tables.client, 'table-0');
    await expect(pages.page(cursor)).rejects.toMatchObject({ code: 'malformed_request' });
  },
);
