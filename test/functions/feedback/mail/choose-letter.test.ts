import type { Contact } from '../../../../functions/feedback/contact.ts';
import type { Feedback } from '../../../../functions/feedback/feedback.ts';
import { chooseLetter } from '../../../../functions/feedback/mail/choose-letter.ts';
import type { Letter } from '../../../../functions/feedback/mail/letter.ts';
import type { News } from '../../../../functions/feedback/mail/news.ts';
import { CONTACT, FEEDBACK } from '../../../support/feedback-store-contract.ts';

const AT = FEEDBACK.receivedAt;
const CONFIRMED = { ...CONTACT, confirmedAt: AT };
const NEWS = {
  contact: { type: 'contact' },
  reply: { type: 'reply', text: 'Hi' },
  shipped: { type: 'status', to: 'shipped', release: 'r1' },
  declined: { type: 'status', to: 'declined' },
} as const satisfies Record<string, News['what']>;

function letterFor(
  what: keyof typeof NEWS,
  contact: Contact | undefined,
  more: Partial<Feedback> = {},
): Letter | undefined {
  const record = { feedback: { ...FEEDBACK, ...more }, ...(contact && { contact }), events: [] };
  return chooseLetter(record, { id: FEEDBACK.id, name: 'x', what: NEWS[what] });
}

test.each(Object.keys(NEWS) as (keyof typeof NEWS)[])(
  '%s: who has not confirmed is asked, who wants none or left no address is not written to',
  (what) => {
    expect(letterFor(what, CONTACT)).toEqual({ kind: 'ask' });
    expect(letterFor(what, { ...CONTACT, stoppedAt: AT })).toBeUndefined();
    expect(letterFor(what, { ...CONFIRMED, stoppedAt: AT })).toBeUndefined();
    expect(letterFor(what, undefined)).toBeUndefined();
  },
);

test('the question says what else it lets into', () => {
  const beta = { targetingKey: 'ann-1', wish: 'in', turn: 1 } as const;
  expect(letterFor('contact', { ...CONTACT, beta })).toEqual({ kind: 'ask', letsIntoBeta: true });
  expect(letterFor('contact', { ...CONTACT, beta: { ...beta, wish: 'out' } })).toEqual({
    kind: 'ask',
  });
});

test('who has confirmed is told of answers, and of what it is now', () => {
  expect(letterFor('contact', CONFIRMED)).toBeUndefined();
  expect(letterFor('reply', CONFIRMED)).toEqual({ kind: 'reply', text: 'Hi' });
  expect(letterFor('shipped', CONFIRMED, { status: 'shipped' })).toEqual({
    kind: 'shipped',
    release: 'r1',
  });
  expect(letterFor('declined', CONFIRMED, { status: 'declined' })).toEqual({ kind: 'declined' });
});

test.each(['in-progress', 'new', 'declined'] as const)(
  'news that it was shipped come too late where it is %s',
  (status) => {
    expect(letterFor('shipped', CONFIRMED, { status })).toBeUndefined();
  },
);

test('nobody is asked for what a machine filled in, before triage and after it', () => {
  const trapped = { form: { isTrapped: true } };
  expect(letterFor('contact', CONTACT, trapped)).toBeUndefined();
  const { message: _, ...triaged } = FEEDBACK;
  const record = {
    feedback: { ...triaged, text: 'x', spamScore: 0.9 },
    contact: CONTACT,
    events: [],
  };
  expect(chooseLetter(record, { id: 'x', name: 'x', what: NEWS.contact })).toBeUndefined();
});
