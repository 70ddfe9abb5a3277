import type { FeedbackEvent } from '../../../../functions/feedback/feedback-event.ts';
import { newsOf } from '../../../../functions/feedback/mail/news.ts';

const AT = '2026-11-23T09:00:00.000Z';
const name = `${AT}#000002-0`;
const TASK = { id: 'a', sk: `EVENT#${name}` };
const BASE = { at: AT, who: 'bob' };
const STATUS = { ...BASE, type: 'status', from: 'new' } as const;

test.each<[string, FeedbackEvent, object | undefined]>([
  ['an answer', { ...BASE, type: 'reply', text: 'Hi' }, { type: 'reply', text: 'Hi' }],
  [
    'what was shipped',
    { ...STATUS, to: 'shipped', release: 'r1' },
    { type: 'status', to: 'shipped', release: 'r1' },
  ],
  ['what was declined', { ...STATUS, to: 'declined' }, { type: 'status', to: 'declined' }],
  ['what is planned', { ...STATUS, to: 'planned' }, undefined],
  ['a link', { ...BASE, type: 'link', text: 'abc1234' }, undefined],
  ['a verdict', { ...BASE, type: 'verdict', text: 'fixed', from: 'new', to: 'new' }, undefined],
])('%s', (_, event, what) => {
  expect(newsOf(TASK, event)).toEqual(what && { id: 'a', name, what });
});

test('a contact is news by itself', () => {
  const news = { id: 'a', name: 'CONTACT', what: { type: 'contact' } };
  expect(newsOf({ id: 'a', sk: 'CONTACT' }, undefined)).toEqual(news);
});

test('what was erased meanwhile is none', () => {
  expect(newsOf(TASK, undefined)).toBeUndefined();
});

test('an answer without words is a defect', () => {
  const odd = { ...BASE, type: 'reply' } as FeedbackEvent;
  expect(() => newsOf(TASK, odd)).toThrow('without words');
});
