import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { tasksOf } from '../../../../functions/feedback/dispatch/tasks-of.ts';
import { DISPATCHED_RECORDS } from '../../../../lib/feedback/dispatched-records.ts';
import { compileEventPattern } from '../../../../local/event-pattern.ts';
import { streamRecord } from '../../../support/stream-record.ts';

const PATTERNS = DISPATCHED_RECORDS.map(({ pattern }) => compileEventPattern(JSON.parse(pattern)));
const passes = (record: DynamoDBRecord) => PATTERNS.some((matches) => matches(record));
const PENDING = { pk: 'PENDING', sk: 'FEEDBACK#a' };

test.each<[string, DynamoDBRecord, object]>([
  ['begins to wait', streamRecord('INSERT', { after: PENDING }), { shipping: { look: 'again' } }],
  [
    'waits for more',
    streamRecord('MODIFY', { before: PENDING, after: PENDING }),
    { shipping: { look: 'again' } },
  ],
  ['waits no more', streamRecord('REMOVE', { before: PENDING }), {}],
])('feedback that %s', (_, record, tasks) => {
  const made = tasksOf(record).map(({ to, body }) => [to, JSON.parse(body)]);
  expect(Object.fromEntries(made)).toEqual(tasks);
});

test('no record that makes a task is kept back by the filters, and AWS takes them', () => {
  const keys = fc.record({
    pk: fc.constantFrom('PENDING', 'FEEDBACK#a', 'SUBJECT#b'),
    sk: fc.constantFrom('FEEDBACK#a', 'FEEDBACK', 'CONTACT', 'EVENT#2026#1-0'),
  });
  const name = fc.constantFrom('INSERT' as const, 'MODIFY' as const, 'REMOVE' as const);
  fc.assert(
    fc.property(name, keys, (eventName, item) => {
      const record = streamRecord(eventName, { before: item, after: item });
      if (tasksOf(record).length > 0) expect(passes(record)).toBe(true);
    }),
  );
  expect(DISPATCHED_RECORDS.length).toBeLessThanOrEqual(5);
});
