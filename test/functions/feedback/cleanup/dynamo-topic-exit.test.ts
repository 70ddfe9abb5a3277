import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoTopicExit } from '../../../../functions/feedback/cleanup/dynamo-topic-exit.ts';
import type { Member } from '../../../../functions/feedback/cleanup/removal.ts';
import type { Feedback } from '../../../../functions/feedback/feedback.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { DynamoTriageStore } from '../../../../functions/feedback/triage/dynamo-triage-store.ts';
import { fingerprintOf } from '../../../../functions/feedback/triage/fingerprint.ts';
import { triageFeedback } from '../../../../functions/feedback/triage/triage-feedback.ts';
import { FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(8, ['byStatus', 'byRelease'], 'byTime');
const now = () => Date.parse(FEEDBACK.receivedAt);

function createTeam() {
  const table = tables.next();
  const { client } = tables;
  const store = new DynamoFeedbackStore(client, table, now);
  const triage = new DynamoTriageStore(client, table, now);
  const nothing = async () => {};
  const dependencies = {
    ledger: store,
    store: triage,
    countable: async () => ({ releases: new Set<string>(), variants: new Map() }),
    publish: nothing,
    onTriaged: nothing,
    onCounted: nothing,
    duplicatesForTicket: 5,
    project: 'shop',
    stage: 'prod',
  };
  const exit = new DynamoTopicExit(client, table, triage, store);
  return {
    store,
    triage,
    /** Posts, and lets triage work on it. */
    async post(id: string, message: string): Promise<Feedback> {
      await store.add({ ...FEEDBACK, id, message });
      const Keys = { pk: { S: `FEEDBACK#${id}` }, sk: { S: 'FEEDBACK' } };
      await triageFeedback({ eventName: 'INSERT', dynamodb: { Keys } }, dependencies);
      return (await store.find(id)) ?? FEEDBACK;
    },
    /** As an erasure, and the stream's word of it. */
    async erase(feedback: Feedback): Promise<void> {
      await store.erase(feedback.id);
      await exit.leave(memberOf(feedback));
    },
    /** The same, where the run ends at its n-th call, and is begun anew. */
    async eraseInTwo(feedback: Feedback, endsAt: number): Promise<void> {
      await store.erase(feedback.id);
      const ending = new DynamoTopicExit(endingAt(client, endsAt), table, triage, store);
      await expect(ending.leave(memberOf(feedback))).rejects.toThrow('ended');
      await exit.leave(memberOf(feedback));
    },
    /** What still tells of topics: sort keys of members, and where bands lead. */
    async left(): Promise<readonly string[]> {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
      const topics = Items.filter(({ pk }) => /^(TOPIC|BAND)#/.test(pk));
      return topics.map(({ pk, sk, topic = '' }) =>
        pk.startsWith('BAND#') ? `band of ${topic}` : `${pk} ${sk.split('#')[1]}`,
      );
    },
  };
}

function memberOf({ id, receivedAt, topic = 'none' }: Feedback): Member {
  return { id, receivedAt, topic };
}

function endingAt(client: DynamoDBDocumentClient, call: number): DynamoDBDocumentClient {
  let calls = 0;
  return new Proxy(client, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      calls += 1;
      if (calls > call) throw new Error('ended');
      return target.send.bind(target);
    },
  });
}

const SAME = 'The pay button does nothing at all on my phone';

test('the only one of a topic leaves nothing behind', async () => {
  const { post, erase, left } = createTeam();
  const one = await post('one', SAME);
  expect(await left()).toContain('band of one');
  await erase(one);
  expect(await left()).toEqual([]);
});

test('the first of a topic hands it on: what comes later is still counted with the others', async () => {
  const { post, erase, left } = createTeam();
  const one = await post('one', SAME);
  await post('two', `${SAME} today`);
  await erase(one);
  expect(await left()).not.toContain('TOPIC#one one');
  expect((await post('three', SAME)).topic).toBe('one');
});

test('the print of its words goes, though others of its topic stay', async () => {
  const { post, erase, left, store } = createTeam();
  const one = await post('one', SAME);
  const two = await post('two', `${SAME} today`);
  expect(two.topic).toBe('one');
  await erase(one);
  await erase(two);
  expect(await left()).toEqual([]);
  expect(await store.find('two')).toBeUndefined();
});

test('whoever erases a copy does not part the topic', async () => {
  const { post, erase } = createTeam();
  await post('one', SAME);
  const copy = await post('copy', SAME);
  await erase(copy);
  expect((await post('three', SAME)).topic).toBe('one');
});

test('a run that ends anywhere leaves the topic to be found by the next', async () => {
  const { post, eraseInTwo, left } = createTeam();
  for (const endsAt of [0, 2, 5, 8, 13, 17]) {
    const word = 'abcdefghijklmnopqrstuvwxyz'.charAt(endsAt).repeat(4);
    const text = ['pay', 'button', 'does', 'nothing', 'now'].map((each) => each + word).join(' ');
    const one = await post(`one${endsAt}`, text);
    await post(`two${endsAt}`, `${text} here${word}`);
    await eraseInTwo(one, endsAt);
    const bands = (await left()).filter((each) => each === `band of one${endsAt}`);
    expect(bands).toHaveLength(12); // those of the other alone
    expect((await post(`three${endsAt}`, `${text} here${word}`)).topic).toBe(`one${endsAt}`);
  }
});

test('what was put into another topic leaves nothing there, and nothing in its first', async () => {
  const { post, erase, left, store, triage } = createTeam();
  const one = await post('one', SAME);
  await post('other', 'Pictures of the lamp are far too dark to see anything');
  const others = (await left()).filter((each) => each.includes('other'));
  const moved = await store.replace(one, { ...one, topic: 'other' });
  const fingerprint = fingerprintOf({
    kind: one.kind,
    text: one.text ?? '',
    page: one.context.url,
  });
  await triage.move({ feedback: one, fingerprint, from: ['one'], to: 'other' });
  expect((await left()).length).toBeGreaterThan(others.length);
  await erase(moved);
  expect((await left()).toSorted()).toEqual(others.toSorted());
});

test('another topic stays as it is', async () => {
  const { post, erase, left } = createTeam();
  const one = await post('one', SAME);
  await post('other', 'Pictures of the lamp are far too dark to see anything');
  const others = (await left()).filter((each) => each.includes('other'));
  await erase(one);
  expect(await left()).toEqual(others);
});

test('a second time it finds nothing to do, and what was never triaged leaves nothing', async () => {
  const { post, erase, left } = createTeam();
  const one = await post('one', SAME);
  await post('two', `${SAME} today`);
  await erase(one);
  const once = (await left()).toSorted();
  await erase(one);
  await erase(FEEDBACK);
  expect((await left()).toSorted()).toEqual(once);
});
