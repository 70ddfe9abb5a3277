import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { newsOf } from '../../../../functions/feedback/mail/news.ts';

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
const name = AT.slice('EVENT#'.length);

test.each<[string, DynamoDBRecord, object | undefined]>([
  [
    'a contact',
    record('FEEDBACK#a', 'CONTACT'),
    { id: 'a', name: 'CONTACT', what: { type: 'contact' } },
  ],
  [
    'an answer',
    record('FEEDBACK#a', AT, { type: 'reply', text: 'Hi' }),
    { id: 'a', name, what: { type: 'reply', text: 'Hi' } },
  ],
  [
    'what was shipped',
    record('FEEDBACK#a', AT, { type: 'status', to: 'shipped', release: 'r1' }),
    { id: 'a', name, what: { type: 'status', to: 'shipped', release: 'r1' } },
  ],
  [
    'what was declined',
    record('FEEDBACK#a', AT, { type: 'status', to: 'declined' }),
    { id: 'a', name, what: { type: 'status', to: 'declined' } },
  ],
  ['what is planned', record('FEEDBACK#a', AT, { type: 'status', to: 'planned' }), undefined],
  ['a link', record('FEEDBACK#a', AT, { type: 'link', text: 'abc1234' }), undefined],
  ['a verdict', record('FEEDBACK#a', AT, { type: 'verdict', to: 'new' }), undefined],
  ['feedback itself', record('FEEDBACK#a', 'FEEDBACK'), undefined],
  ['a changed contact', record('FEEDBACK#a', 'CONTACT', {}, 'MODIFY'), undefined],
  ['an erased contact', record('FEEDBACK#a', 'CONTACT', {}, 'REMOVE'), undefined],
  ['another partition', record('SUBJECT#a', 'CONTACT'), undefined],
])('%s', (_, given, news) => {
  expect(newsOf(given)).toEqual(news);
});

test('an answer without words is a defect', () => {
  expect(() => newsOf(record('FEEDBACK#a', AT, { type: 'reply' }))).toThrow('without words');
});

test('whatever a record holds, it is news, nothing, or that one defect', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('reply', 'status', 'shipped', 'CONTACT', AT));
  const image = fc.dictionary(fc.constantFrom('type', 'to', 'text', 'release'), text);
  fc.assert(
    fc.property(text, text, image, (pk, sk, values) => {
      try {
        const news = newsOf(record(`FEEDBACK#${pk}`, sk, values));
        if (news) expect(news.id).toBe(pk);
      } catch (error) {
        expect(String(error)).toContain('without words');
      }
    }),
  );
  for (const odd of [
    {},
    { eventName: 'INSERT' as const },
    { eventName: 'INSERT' as const, dynamodb: {} },
  ]) {
    expect(newsOf(odd)).toBeUndefined();
  }
});
