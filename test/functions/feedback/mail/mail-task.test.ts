import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { mailTaskOf } from '../../../../functions/feedback/mail/mail-task.ts';

type Attributes = Readonly<Record<string, string>>;

function record(
  pk: string,
  sk: string,
  image: Attributes = {},
  eventName = 'INSERT',
): DynamoDBRecord {
  const typed = (values: Attributes) =>
    Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }]));
  return {
    eventName: eventName as 'INSERT',
    dynamodb: { Keys: typed({ pk, sk }), NewImage: typed({ pk, sk, ...image }) },
  };
}

const AT = 'EVENT#2026-11-23T09:00:00.000Z#000002-0';
const TASK = { id: 'a', sk: AT };

test.each<[string, DynamoDBRecord, object | undefined]>([
  ['a contact', record('FEEDBACK#a', 'CONTACT'), { id: 'a', sk: 'CONTACT' }],
  ['an answer', record('FEEDBACK#a', AT, { type: 'reply', text: 'Hi' }), TASK],
  ['what was shipped', record('FEEDBACK#a', AT, { type: 'status', to: 'shipped' }), TASK],
  ['what was declined', record('FEEDBACK#a', AT, { type: 'status', to: 'declined' }), TASK],
  ['what is planned', record('FEEDBACK#a', AT, { type: 'status', to: 'planned' }), undefined],
  ['a link', record('FEEDBACK#a', AT, { type: 'link', text: 'abc1234' }), undefined],
  ['a verdict', record('FEEDBACK#a', AT, { type: 'verdict', to: 'new' }), undefined],
  ['feedback itself', record('FEEDBACK#a', 'FEEDBACK'), undefined],
  ['a changed contact', record('FEEDBACK#a', 'CONTACT', {}, 'MODIFY'), undefined],
  ['an erased contact', record('FEEDBACK#a', 'CONTACT', {}, 'REMOVE'), undefined],
  ['another partition', record('SUBJECT#a', 'CONTACT'), undefined],
  ['nothing', {}, undefined],
  ['a record without a change', { eventName: 'INSERT' }, undefined],
])('%s', (_, given, task) => {
  expect(mailTaskOf(given)).toEqual(task);
});

test('whatever a record holds, its task has its keys and nothing else', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('reply', 'status', 'shipped', 'CONTACT', AT));
  const image = fc.dictionary(fc.constantFrom('type', 'to', 'text', 'email'), text);
  fc.assert(
    fc.property(text, text, image, (id, sk, values) => {
      const task = mailTaskOf(record(`FEEDBACK#${id}`, sk, values));
      if (task) expect(task).toEqual({ id, sk });
    }),
  );
});
