import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { DynamoTriageStore } from '../../../../functions/feedback/triage/dynamo-triage-store.ts';
import { bandsOf, fingerprintOf } from '../../../../functions/feedback/triage/fingerprint.ts';
import { FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { describeTriageStore, triagedOf } from '../../../support/triage-store-contract.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const tables = oneTableEach(16);

function createStores(now: () => number) {
  const table = tables.next();
  const scan = async () => {
    const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }));
    return Items;
  };
  return {
    feedback: new DynamoFeedbackStore(tables.client, table, now),
    triage: new DynamoTriageStore(tables.client, table, now),
    scan,
    async counts() {
      const counters = (await scan()).filter(({ pk }) => pk.startsWith('COUNT#'));
      return new Map(
        counters
          .sort((one, other) => (one['sk'] < other['sk'] ? -1 : 1))
          .map(({ pk, sk, total, negative }) => [
            `${pk.slice('COUNT#'.length)} ${sk}`,
            { total, negative },
          ]),
      );
    },
  };
}

describeTriageStore('DynamoDB', createStores);

test('lets nothing that it writes stay for ever, and forgets a topic in time', async () => {
  let nowMs = Date.parse(FEEDBACK.receivedAt);
  const stores = createStores(() => nowMs);
  await stores.feedback.add(FEEDBACK);
  await stores.triage.keep(triagedOf(FEEDBACK));
  await stores.triage.markTicketed(FEEDBACK.id, '2026-11-23');
  const days = (await stores.scan()).map(({ pk, sk, expiresAtEpochSeconds }) => [
    `${pk.split('#')[0]} ${sk.split('#')[0]}`,
    Math.round((expiresAtEpochSeconds * 1000 - nowMs) / DAY_MS),
  ]);
  expect(Object.fromEntries(days)).toEqual({
    'FEEDBACK FEEDBACK': 180,
    'BAND BAND': 90,
    'TOPIC 2026-11-23T09:00:00.000Z': 90,
    'TOPIC TICKET': 7,
    'COUNT a1b2c3d4e5f6': 100,
  });
  nowMs += 90 * DAY_MS;
  const bands = bandsOf(fingerprintOf({ kind: 'bug', text: 'The pay button does nothing' }));
  expect((await stores.triage.topicsOf(bands)).size).toBe(0);
});

test('takes the most that a page can send: a transaction has room for it', async () => {
  const toggles = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`toggle-${index}`, 'on']),
  );
  const feedback = { ...FEEDBACK, context: { toggles } };
  const stores = createStores(() => 0);
  await stores.feedback.add(feedback);
  expect(await stores.triage.keep(triagedOf(feedback))).toBe(true);
  expect((await stores.counts()).size).toBe(51);
});
