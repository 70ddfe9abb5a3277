import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { CONTACT, FEEDBACK, REPLY } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(6, ['byStatus', 'byRelease'], 'byTime');
const NOW_MS = Date.parse(FEEDBACK.receivedAt);

const createStore = () => new DynamoFeedbackStore(tables.client, tables.next(), () => NOW_MS);

/** Runs `work` while DynamoDB has that trouble, and then it is over. */
async function during(kind: 'outage' | 'throttle', work: () => Promise<unknown>) {
  const { faults, cloud } = tables;
  const untilMs = cloud.clock.now() + 60_000;
  faults.inject({ service: 'dynamodb', kind, untilMs });
  try {
    return await work().catch((error: unknown) => error);
  } finally {
    await cloud.clock.advance(60_000);
  }
}

describe.each(['outage', 'throttle'] as const)('during an %s of DynamoDB', (kind) => {
  test('nothing of feedback with a contact is kept, and the caller may come back', async () => {
    const store = createStore();
    expect(await during(kind, () => store.add(FEEDBACK, CONTACT))).toBeInstanceOf(Unavailable);
    expect(await store.read(FEEDBACK.id)).toBeUndefined();
    await store.add(FEEDBACK, CONTACT);
    expect(await store.read(FEEDBACK.id)).toMatchObject({ contact: CONTACT });
  });

  test('nothing of a change is kept', async () => {
    const store = createStore();
    await store.add(FEEDBACK, CONTACT);
    const change = () => store.replace(FEEDBACK, { ...FEEDBACK, status: 'shipped' }, [REPLY]);
    expect(await during(kind, change)).toBeInstanceOf(Unavailable);
    expect(await store.read(FEEDBACK.id)).toEqual({
      feedback: FEEDBACK,
      contact: CONTACT,
      events: [],
    });
  });

  test('nothing is erased by half', async () => {
    const store = createStore();
    await store.add(FEEDBACK, CONTACT);
    expect(await during(kind, () => store.erase(FEEDBACK.id))).toBeInstanceOf(Unavailable);
    expect(await store.read(FEEDBACK.id)).toMatchObject({ contact: CONTACT });
    await store.erase(FEEDBACK.id);
    expect(await store.read(FEEDBACK.id)).toBeUndefined();
  });
});
