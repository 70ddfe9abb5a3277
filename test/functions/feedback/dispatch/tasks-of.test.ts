import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { tasksOf } from '../../../../functions/feedback/dispatch/tasks-of.ts';
import { DISPATCHED_RECORDS } from '../../../../lib/feedback/dispatched-records.ts';
import { compileEventPattern } from '../../../../local/event-pattern.ts';
import { streamRecord } from '../../../support/stream-record.ts';

const PATTERNS = DISPATCHED_RECORDS.map(({ pattern }) => compileEventPattern(JSON.parse(pattern)));
const passes = (record: DynamoDBRecord) => PATTERNS.some((matches) => matches(record));
const TESTER = {
  pk: 'FEEDBACK#a',
  sk: 'CONTACT',
  email: 'ann@example.com',
  beta: { targetingKey: 'visitor \uffff\u0001', wish: 'in', turn: 1 },
};
const GONE = {
  pk: 'FEEDBACK#a',
  sk: 'FEEDBACK',
  id: 'a',
  receivedAt: '2026',
  topic: 't',
  text: 'words of ann',
};
const ANSWER = { pk: 'FEEDBACK#a', sk: 'EVENT#2026#000001-0', text: 'words for ann' };
const PENDING = { pk: 'PENDING', sk: 'FEEDBACK#a' };

test.each<[string, DynamoDBRecord, object]>([
  ['begins to wait', streamRecord('INSERT', { after: PENDING }), { shipping: { look: 'again' } }],
  [
    'waits for more',
    streamRecord('MODIFY', { before: PENDING, after: PENDING }),
    { shipping: { look: 'again' } },
  ],
  ['waits no more', streamRecord('REMOVE', { before: PENDING }), {}],
  [
    'makes its reporter a tester',
    streamRecord('MODIFY', { before: TESTER, after: { ...TESTER, confirmedAt: '2026' } }),
    { beta: { id: 'a', targetingKey: TESTER.beta.targetingKey } },
  ],
  [
    'comes with an address',
    streamRecord('INSERT', { after: TESTER }),
    { mail: { id: 'a', sk: 'CONTACT' } },
  ],
  [
    'is erased',
    streamRecord('REMOVE', { before: GONE }),
    {
      cleanup: {
        id: 'a',
        attachments: [],
        member: { id: 'a', receivedAt: '2026', topic: 't' },
      },
    },
  ],
  [
    'is answered',
    streamRecord('INSERT', { after: { ...ANSWER, type: 'reply' } }),
    { mail: { id: 'a', sk: ANSWER.sk } },
  ],
])('feedback that %s', (_, record, tasks) => {
  const made = tasksOf(record).map(({ to, body }) => [to, JSON.parse(body)]);
  expect(Object.fromEntries(made)).toEqual(tasks);
});

const items = fc.record(
  {
    pk: fc.constantFrom('PENDING', 'FEEDBACK#a', 'SUBJECT#b'),
    attachments: fc.constant([]),
    sk: fc.constantFrom('FEEDBACK#a', 'FEEDBACK', 'LATE', 'CONTACT', 'EVENT#2026#1-0'),
    confirmedAt: fc.constant('2026'),
    type: fc.constantFrom('reply', 'status', 'link'),
    to: fc.constantFrom('shipped', 'declined', 'planned'),
    text: fc.string(),
    beta: fc.record({
      targetingKey: fc.string({ unit: 'binary' }),
      wish: fc.constantFrom('in', 'out'),
      turn: fc.nat(2),
    }),
  },
  { requiredKeys: ['pk', 'sk', 'attachments'] },
);
const records = fc
  .tuple(fc.constantFrom('INSERT' as const, 'MODIFY' as const, 'REMOVE' as const), items, items)
  .map(([name, before, { pk: _, sk: __, ...rest }]) => {
    const after = { ...before, ...rest };
    if (name === 'INSERT') return streamRecord(name, { after });
    return streamRecord(name, { before, ...(name === 'MODIFY' && { after }) });
  });

test('no record that makes a task is kept back by the filters, and AWS takes so many', () => {
  fc.assert(
    fc.property(records, (record) => {
      if (tasksOf(record).length > 0) expect(passes(record)).toBe(true);
    }),
  );
  expect(DISPATCHED_RECORDS.length).toBeLessThanOrEqual(5);
});

test('every task is plain text, and holds neither words nor addresses', () => {
  fc.assert(
    fc.property(records, (record) => {
      for (const { body } of tasksOf(record)) expect(body).toMatch(/^[ -~]+$/);
    }),
  );
  const gone = streamRecord('REMOVE', { before: { ...TESTER, confirmedAt: '2026' } });
  const erased = streamRecord('REMOVE', { before: GONE });
  const answered = streamRecord('INSERT', { after: { ...ANSWER, type: 'reply' } });
  expect(JSON.stringify([gone, answered, erased].flatMap(tasksOf))).not.toMatch(/ann|words/);
});
