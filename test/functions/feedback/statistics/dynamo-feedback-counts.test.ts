import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoFeedbackCounts } from '../../../../functions/feedback/statistics/dynamo-feedback-counts.ts';
import { documentsOver } from '../../../../functions/shared/dynamo.ts';

/** More than a call has room for as arguments. */
const COUNTERS = 200_000;

test('reads a day of any number of counters', async () => {
  const item = { sk: 'r1#new-checkout:on', total: 1, negative: 1 };
  const client = documentsOver(new DynamoDBClient({ region: 'eu-central-1' }));
  const answer = { Items: Array.from({ length: COUNTERS }, () => item) };
  const send = async () => answer;
  const counts = new DynamoFeedbackCounts(Object.assign(client, { send }), 'table', () => 0);
  const read = await counts.read('2026-11-23T12', '2026-11-23T13');
  expect(read).toHaveLength(2 * COUNTERS);
  expect(read.at(-1)).toEqual({
    hour: '2026-11-23T13',
    release: 'r1',
    served: { toggle: 'new-checkout', variant: 'on' },
    total: 1,
    negative: 1,
  });
});
