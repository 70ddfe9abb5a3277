import { DynamoEvents } from '../../../../functions/feedback/mail/dynamo-events.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { eventItems } from '../../../../functions/feedback/store/feedback-items.ts';
import { CONTACT, FEEDBACK, REPLY } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(1, ['byStatus', 'byRelease'], 'byTime');
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

test('finds the event that a task names, until it is gone or its time is over', async () => {
  const table = tables.next();
  let nowMs = Date.parse(FEEDBACK.receivedAt);
  const now = () => nowMs;
  const store = new DynamoFeedbackStore(tables.client, table, now);
  const events = new DynamoEvents(tables.client, table, now);
  await store.add(FEEDBACK, CONTACT);
  const after = await store.replace(FEEDBACK, FEEDBACK, [REPLY]);
  const [item] = eventItems(after, [REPLY]);
  const task = { id: FEEDBACK.id, sk: item?.sk ?? '' };
  expect(await events.find(task)).toEqual(REPLY);
  expect(await events.find({ ...task, sk: 'CONTACT' })).toBeUndefined();
  nowMs += YEAR_MS;
  expect(await events.find(task)).toBeUndefined();
  nowMs -= YEAR_MS;
  await store.erase(FEEDBACK.id);
  expect(await events.find(task)).toBeUndefined();
});
