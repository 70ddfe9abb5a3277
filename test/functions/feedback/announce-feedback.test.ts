import type { DynamoDBRecord } from 'aws-lambda';
import { announceFeedback } from '../../../functions/feedback/announce-feedback.ts';
import type { Notice } from '../../../functions/feedback/notice.ts';
import { MemoryFeedbackStore } from '../../../functions/feedback/store/memory-feedback-store.ts';
import { FEEDBACK } from '../../support/feedback-store-contract.ts';

function record(sk = 'FEEDBACK', eventName: 'INSERT' | 'MODIFY' | 'REMOVE' = 'INSERT') {
  const Keys = { pk: { S: `FEEDBACK#${FEEDBACK.id}` }, sk: { S: sk } };
  return { eventName, dynamodb: { Keys } } as DynamoDBRecord;
}

async function createTeam() {
  const ledger = new MemoryFeedbackStore(() => 0);
  await ledger.add(FEEDBACK);
  const notices: Notice[] = [];
  const network = { isDown: false };
  const publish = async (notice: Notice) => {
    if (network.isDown) throw new Error('SNS is down');
    notices.push(notice);
  };
  const deliver = (each: DynamoDBRecord) =>
    announceFeedback(each, { ledger, publish, project: 'storefront', stage: 'prod' });
  return { ledger, notices, network, deliver };
}

test('tells the team of new feedback', async () => {
  const { notices, deliver } = await createTeam();
  await deliver(record());
  expect(notices.map(({ subject }) => subject)).toEqual(['Feedback (bug) on storefront prod']);
});

test('tells it once, however often the stream delivers', async () => {
  const { notices, deliver } = await createTeam();
  await deliver(record());
  await deliver(record());
  expect(notices).toHaveLength(1);
});

test('tells it later when the topic was down', async () => {
  const { notices, network, deliver } = await createTeam();
  network.isDown = true;
  await expect(deliver(record())).rejects.toThrow('SNS is down');
  network.isDown = false;
  await deliver(record());
  expect(notices).toHaveLength(1);
});

test.each([
  ['an idempotency key', record('KEY')],
  ['its own note', record('NOTICE')],
  ['a change', record('FEEDBACK', 'MODIFY')],
  ['a deletion', record('FEEDBACK', 'REMOVE')],
  ['a record without keys', { eventName: 'INSERT' } as DynamoDBRecord],
])('says nothing about %s', async (_, each) => {
  const { notices, deliver } = await createTeam();
  await deliver(each);
  expect(notices).toEqual([]);
});

test('says nothing about feedback that was erased meanwhile', async () => {
  const { notices, deliver } = await createTeam();
  await deliver({
    eventName: 'INSERT',
    dynamodb: { Keys: { pk: { S: 'FEEDBACK#gone' }, sk: { S: 'FEEDBACK' } } },
  });
  expect(notices).toEqual([]);
});
