import type { DynamoDBRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import type { Feedback } from '../../../../functions/feedback/feedback.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { MemoryTriageStore } from '../../../../functions/feedback/triage/memory-triage-store.ts';
import {
  type TriageDependencies,
  triageFeedback,
} from '../../../../functions/feedback/triage/triage-feedback.ts';
import { FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { claimedBy } from '../../../support/triage-store-contract.ts';

const HOUR = '2026-11-23T09';

/** A function that ends where it is told to: before or after its n-th call of anything outside. */
interface Mishap {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** @param meanwhile - happens once the topics were read, and nothing is kept yet */
function createTeam(
  mishap?: Mishap,
  meanwhile?: (feedback: MemoryFeedbackStore) => Promise<unknown>,
) {
  const feedback = new MemoryFeedbackStore(() => Date.parse(`${HOUR}:30Z`));
  const triage = new MemoryTriageStore(feedback);
  const notices: string[] = [];
  const counted: [string, boolean][] = [];
  const triaged: string[] = [];
  const fragile = failing(mishap);
  const dependencies: TriageDependencies = {
    ledger: {
      findUnannounced: fragile((id) => feedback.findUnannounced(id)),
      markAnnounced: fragile((id) => feedback.markAnnounced(id)),
    },
    store: {
      topicsOf: fragile(async (bands) => {
        const topics = await triage.topicsOf(bands);
        await meanwhile?.(feedback);
        return topics;
      }),
      keep: fragile((triaged) => triage.keep(triaged)),
      countMembers: fragile((id, from, to) => triage.countMembers(id, from, to)),
      wasTicketed: fragile((id, day) => triage.wasTicketed(id, day)),
      markTicketed: fragile((id, day) => triage.markTicketed(id, day)),
      move: (move) => triage.move(move),
    },
    countable: async () => claimedBy(FEEDBACK.context),
    publish: fragile(async (severity, { subject }) => {
      notices.push(`${severity}: ${subject}`);
    }),
    onCounted: fragile(async ({ id }, isNegative) => {
      counted.push([id, isNegative]);
    }),
    onTriaged: fragile(async ({ id }) => {
      triaged.push(id);
    }),
    duplicatesForTicket: 2,
    project: 'storefront',
    stage: 'prod',
  };
  const deliver = (record: DynamoDBRecord) => triageFeedback(record, dependencies);
  const post = (different: Partial<Feedback> = {}) => feedback.add({ ...FEEDBACK, ...different });
  return { feedback, triage, notices, counted, triaged, deliver, post };
}

/** Wraps calls, the n-th of which in all fails. */
function failing(mishap?: Mishap) {
  let calls = 0;
  const crash = (when: Mishap['when']) => {
    if (calls === mishap?.call && when === mishap.when) throw new Error('crashed');
  };
  return <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      calls += 1;
      crash('before');
      const result = await work(...args);
      crash('after');
      return result;
    };
}

function record(
  id = FEEDBACK.id,
  sk = 'FEEDBACK',
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE' = 'INSERT',
) {
  const Keys = { pk: { S: `FEEDBACK#${id}` }, sk: { S: sk } };
  return { eventName, dynamodb: { Keys } } as DynamoDBRecord;
}

test('redacts, scores, counts and tells', async () => {
  const { feedback, triage, notices, counted, deliver, post } = createTeam();
  await post({
    message: 'Pay does nothing, write to ann@example.com',
    context: {
      ...FEEDBACK.context,
      url: 'https://shop.example/bob%40example.com/pay',
      errors: ['no such user: bob@example.com'],
    },
  });
  await deliver(record());
  const kept = await feedback.find(FEEDBACK.id);
  expect(kept).toMatchObject({
    text: 'Pay does nothing, write to [e-mail]',
    topic: FEEDBACK.id,
    spamScore: 0,
    context: { url: 'https://shop.example/[e-mail]/pay', errors: ['no such user: [e-mail]'] },
  });
  expect(JSON.stringify(kept)).not.toContain('@');
  expect(notices).toEqual(['info: Feedback (bug) on storefront prod']);
  expect(counted).toEqual([[FEEDBACK.id, true]]);
  expect(triage.counts.get(`${HOUR} a1b2c3d4e5f6#*`)).toEqual({ total: 1, negative: 1 });
});

test('keeps spam, and neither tells of it nor counts it', async () => {
  const { feedback, triage, notices, counted, triaged, deliver, post } = createTeam();
  await post({ message: 'http://a.example http://b.example http://c.example http://d.example' });
  await deliver(record());
  expect((await feedback.find(FEEDBACK.id))?.spamScore).toBeGreaterThan(0.8);
  expect([notices, counted, triage.counts.size]).toEqual([[], [], 0]);
  await deliver(record());
  expect([notices, triaged]).toEqual([[], [FEEDBACK.id]]);
});

test('how the form was filled in speaks for spam', async () => {
  const { feedback, notices, deliver, post } = createTeam();
  await post({ form: { isTrapped: true, timeToFillMs: 9_000 } });
  await deliver(record());
  expect((await feedback.find(FEEDBACK.id))?.spamScore).toBe(1);
  expect(notices).toEqual([]);
});

test('groups what says the same, and makes one ticket a day of many', async () => {
  const { feedback, notices, deliver, post } = createTeam();
  const times = ['09:00', '09:30', '09:45', '12:00'];
  for (const [index, time] of times.entries()) {
    const receivedAt = `2026-11-23T${time}:00.000Z`;
    await post({ id: `bug-${index}`, receivedAt, message: `Pay does nothing, order ${index}!` });
    await deliver(record(`bug-${index}`));
    expect((await feedback.find(`bug-${index}`))?.topic).toBe('bug-0');
  }
  await post({ id: 'other', message: 'The pictures of shoes load very slowly today' });
  await deliver(record('other'));
  expect((await feedback.find('other'))?.topic).toBe('other');
  expect(notices.filter((notice) => notice.startsWith('ticket'))).toEqual([
    'ticket: 2 reports of one bug within an hour on storefront prod',
  ]);
});

test.each([
  ['much praise', { kind: 'praise' }, { kind: 'praise' }],
  ['a bug that is praised in the same words', {}, { kind: 'praise' }],
  ['bugs that are hours apart', {}, { receivedAt: '2026-11-23T11:00:00.000Z' }],
] as const)('makes no ticket of %s', async (_, first, second) => {
  const { notices, deliver, post } = createTeam();
  await post(first);
  await deliver(record());
  await post({ id: 'second', ...second });
  await deliver(record('second'));
  expect(notices.some((notice) => notice.startsWith('ticket'))).toBe(false);
});

test.each([
  ['an idempotency key', record(FEEDBACK.id, 'KEY')],
  ['a note of ours', record(FEEDBACK.id, 'NOTICE')],
  ['a change', record(FEEDBACK.id, 'FEEDBACK', 'MODIFY')],
  ['a deletion', record(FEEDBACK.id, 'FEEDBACK', 'REMOVE')],
  ['a record without keys', { eventName: 'INSERT' } as DynamoDBRecord],
  ['feedback that was erased meanwhile', record('gone')],
])('does nothing about %s', async (_, each) => {
  const { notices, counted, deliver, post } = createTeam();
  await post();
  await deliver(each);
  expect([notices, counted]).toEqual([[], []]);
});

test('says nothing of feedback that is erased while it works', async () => {
  const { triage, notices, counted, deliver, post } = createTeam(undefined, (feedback) =>
    feedback.erase(FEEDBACK.id),
  );
  await post();
  await deliver(record());
  expect([notices, counted, triage.counts.size]).toEqual([[], [], 0]);
});

test('counts nothing that another run has triaged meanwhile', async () => {
  const { message: _message, ...rest } = { ...FEEDBACK, text: 'Pay does nothing' };
  const { notices, counted, deliver, post } = createTeam(undefined, (feedback) =>
    feedback.replace(FEEDBACK, rest),
  );
  await post();
  await deliver(record());
  expect(counted).toEqual([]);
  expect(notices).toHaveLength(1);
});

/** Two reports of one bug: the second one takes every step there is. */
const STEPS = 11;
const mishaps = Array.from({ length: STEPS }, (_, index) =>
  (['before', 'after'] as const).map((when) => ({ call: index + 1, when })),
).flat();

test.each(mishaps)('ends $when call $call, and the next delivery finishes its work', async (at) => {
  // The first report's own calls come before: the mishap falls upon the second.
  const calls = 8;
  const team = createTeam({ ...at, call: calls + at.call });
  await team.post();
  await team.deliver(record());
  await team.post({ id: 'second', receivedAt: '2026-11-23T09:10:00.000Z' });
  await expect(team.deliver(record('second'))).rejects.toThrow('crashed');
  await team.deliver(record('second'));
  await team.deliver(record('second'));

  expect(await team.feedback.find('second')).toMatchObject({
    text: 'Pay does nothing',
    topic: FEEDBACK.id,
    revision: 2,
  });
  expect(team.triage.counts.get(`${HOUR} a1b2c3d4e5f6#*`)).toEqual({ total: 2, negative: 2 });
  expect(team.counted.length).toBeLessThanOrEqual(2);
  const told = (severity: string) =>
    team.notices.filter((notice) => notice.startsWith(severity)).length;
  expect(told('ticket')).toBeGreaterThanOrEqual(1);
  expect(told('info')).toBeGreaterThanOrEqual(2);
  expect(team.notices.length).toBeLessThanOrEqual(4); // one of them twice, at most
});

test('counts each once, in whatever order and however often the stream delivers', async () => {
  const deliveries = fc.array(fc.nat(3), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(deliveries, fc.nat(40), async (order, call) => {
      const team = createTeam({ call, when: call % 2 === 0 ? 'before' : 'after' });
      for (const index of [0, 1, 2, 3]) await team.post({ id: `bug-${index}` });
      for (const index of [...order, 0, 1, 2, 3]) {
        await team.deliver(record(`bug-${index}`)).catch(() => undefined);
      }
      for (const index of [0, 1, 2, 3]) {
        await team.deliver(record(`bug-${index}`)).catch(() => undefined);
      }
      expect(team.triage.counts.get(`${HOUR} a1b2c3d4e5f6#*`)).toEqual({ total: 4, negative: 4 });
      expect(team.notices.filter((notice) => notice.startsWith('info')).length).toBeLessThan(6);
    }),
  );
});
