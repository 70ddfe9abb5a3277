import { GetCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { DynamoBetaClaims } from '../../../../functions/feedback/beta/dynamo-beta-claims.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { describeBetaClaims } from '../../../support/beta-claims-contract.ts';
import { CONTACT, FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(9, ['byStatus', 'byRelease'], 'byTime');
const DAY_MS = 24 * 60 * 60 * 1000;
let nowMs = Date.parse(FEEDBACK.receivedAt);

function createStores() {
  nowMs = Date.parse(FEEDBACK.receivedAt);
  const name = tables.next();
  const feedback = new DynamoFeedbackStore(tables.client, name, () => nowMs);
  const claims = new DynamoBetaClaims(tables.client, name, () => nowMs);
  return { name, feedback, claims };
}

describeBetaClaims('DynamoDB', createStores);

async function claimed() {
  const stores = createStores();
  await stores.feedback.add(FEEDBACK, CONTACT);
  const beta = { targetingKey: 'visitor-1', wish: 'in', turn: 1 } as const;
  await stores.feedback.changeContact(FEEDBACK.id, { beta, confirmedAt: CONTACT.consentedAt });
  await stores.claims.follow(FEEDBACK.id, 'visitor-1');
  return stores;
}

test('an erasure takes the claim along at once', async () => {
  const { name, feedback, claims } = await claimed();
  await feedback.erase(FEEDBACK.id);
  const Key = { pk: 'BETA#visitor-1', sk: `FEEDBACK#${FEEDBACK.id}` };
  const get = new GetCommand({ TableName: name, Key, ConsistentRead: true });
  expect((await tables.client.send(get)).Item).toBeUndefined();
  expect(await claims.isClaimed('visitor-1')).toBe(false);
});

test('none outlives its feedback, though TTL has not deleted it', async () => {
  const { claims } = await claimed();
  nowMs += 180 * DAY_MS;
  expect(await claims.isClaimed('visitor-1')).toBe(false);
});

test('an erasure while the claim is written leaves none behind', async () => {
  const { name, feedback } = await claimed();
  const send = tables.client.send.bind(tables.client);
  let erased = false;
  const racing = Object.create(tables.client, {
    send: {
      value: async (command: { readonly input: TransactWriteCommandInput }) => {
        const isWrite = command.input.TransactItems !== undefined;
        if (isWrite && !erased) await feedback.erase(FEEDBACK.id);
        erased ||= isWrite;
        return send(command as never);
      },
    },
  });
  const claims = new DynamoBetaClaims(racing, name, () => nowMs);
  await claims.follow(FEEDBACK.id, 'visitor-1');
  expect(erased).toBe(true);
  expect(await claims.isClaimed('visitor-1')).toBe(false);
});

test('while DynamoDB does not answer it fails, for the stream to try again', async () => {
  const { claims } = await claimed();
  tables.faults.inject({
    service: 'dynamodb',
    kind: 'outage',
    untilMs: tables.cloud.clock.now() + 60_000,
  });
  await expect(claims.follow(FEEDBACK.id, 'visitor-1')).rejects.toBeInstanceOf(Unavailable);
  await tables.cloud.clock.advance(60_000);
});
