import { fixedCounts } from '../../../../functions/feedback/changes/fixed-counts.ts';
import { AFTERPROD, REPORTER } from '../../../../functions/feedback/feedback-event.ts';
import { DynamoFeedbackCounts } from '../../../../functions/feedback/statistics/dynamo-feedback-counts.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import {
  describeFeedbackShipping,
  followsItsTimeline,
} from '../../../support/feedback-shipping-contract.ts';
import { type CreateStore, FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(12, ['byStatus', 'byRelease'], 'byTime');

const createStore: CreateStore = (now) =>
  new DynamoFeedbackStore(tables.client, tables.next(), now);

describeFeedbackShipping('memory', (now) => new MemoryFeedbackStore(now));
describeFeedbackShipping('DynamoDB', createStore);

test('DynamoDB follows the timeline, whatever happens to feedback', async () => {
  await followsItsTimeline(await createStore(() => Date.parse('2026-11-23T10:00Z')));
});

test('what is still broken counts once against the release that shipped it, in the hour of the verdict', async () => {
  const now = () => Date.parse('2026-11-23T10:00Z');
  const name = tables.next();
  const store = new DynamoFeedbackStore(tables.client, name, now);
  await store.add(FEEDBACK);
  const shipped = await store.replace(FEEDBACK, { ...FEEDBACK, status: 'shipped' });
  const verdict = {
    type: 'verdict',
    at: '2026-11-23T10:59:59.999Z',
    who: REPORTER,
    from: 'shipped',
    release: 'a1b2c3d4e5f6',
  } as const;
  const fixed = await store.replace(shipped, shipped, [
    { ...verdict, text: 'fixed', to: 'shipped' },
  ]);
  const broken = { ...verdict, text: 'still-broken', to: 'new' } as const;
  await store.replace(fixed, { ...fixed, status: 'new' }, [broken]);
  await expect(store.replace(fixed, fixed, [broken])).rejects.toMatchObject({
    code: 'precondition_failed',
  });
  const counts = new DynamoFeedbackCounts(tables.client, name, now);
  expect(await counts.read('2026-11-23T09', '2026-11-23T12')).toEqual([
    { hour: '2026-11-23T10', release: 'a1b2c3d4e5f6', total: 1, negative: 1 },
  ]);
});

test('anybody may see how many pieces a release has fixed, counted anew every ten seconds', async () => {
  let nowMs = Date.parse('2026-11-23T10:00Z');
  const now = () => nowMs;
  const tableName = tables.next();
  const store = new DynamoFeedbackStore(tables.client, tableName, now);
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => void failures.push(error);
  const count = fixedCounts({ client: tables.client, tableName, now, onFailure });
  const ship = async (id: string) => {
    await store.add({ ...FEEDBACK, id });
    const by = { who: AFTERPROD, release: 'a1b2c3d4e5f6' };
    const event = {
      type: 'status',
      at: FEEDBACK.receivedAt,
      from: 'new',
      to: 'shipped',
      ...by,
    } as const;
    await store.replace({ ...FEEDBACK, id }, { ...FEEDBACK, id, status: 'shipped' }, [event]);
  };
  await ship('one');
  expect(await count('a1b2c3d4e5f6')).toBe(1);
  await ship('two');
  expect(await count('a1b2c3d4e5f6')).toBe(1);
  expect(await count('other')).toBe(0);
  nowMs += 10_000;
  expect(await count('a1b2c3d4e5f6')).toBe(2);
  nowMs += 180 * 24 * 3_600_000;
  expect(await count('a1b2c3d4e5f6')).toBe(0);
  expect(failures).toEqual([]);
});
