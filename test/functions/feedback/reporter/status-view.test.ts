import type { Contact } from '../../../../functions/feedback/contact.ts';
import type { Feedback } from '../../../../functions/feedback/feedback.ts';
import type { FeedbackEvent } from '../../../../functions/feedback/feedback-event.ts';
import { statusView } from '../../../../functions/feedback/reporter/status-view.ts';
import { CONTACT, FEEDBACK } from '../../../support/feedback-store-contract.ts';

const viewOf = (feedback: Feedback, events: readonly FeedbackEvent[] = []) =>
  statusView({ feedback, events, isMailboxProven: false });

const base = { at: '2026-11-23T10:00:00.000Z', who: 'arn:aws:iam::111122223333:user/bob' };
const EVENTS: readonly FeedbackEvent[] = [
  { ...base, type: 'status', from: 'new', to: 'planned' },
  { ...base, type: 'link', text: 'internal/repository#7' },
  { ...base, type: 'merge', to: 'topic-of-others' },
  { ...base, type: 'reply', text: 'We are on it.' },
  { ...base, type: 'status', from: 'planned', to: 'shipped', release: 'abc1234' },
  { ...base, type: 'verdict', who: 'reporter', text: 'fixed', from: 'shipped', to: 'shipped' },
];

test('tells what became of it, in the order of time', () => {
  expect(viewOf({ ...FEEDBACK, status: 'shipped' }, EVENTS)).toEqual({
    id: FEEDBACK.id,
    receivedAt: FEEDBACK.receivedAt,
    kind: 'bug',
    message: 'Pay does nothing',
    status: 'shipped',
    verdictDue: true,
    mayConfirmMail: false,
    mayJoinBeta: false,
    timeline: [
      { type: 'status', at: base.at, status: 'planned' },
      { type: 'reply', at: base.at, text: 'We are on it.' },
      { type: 'status', at: base.at, status: 'shipped', release: 'abc1234' },
      { type: 'verdict', at: base.at, verdict: 'fixed' },
    ],
  });
});

test('tells that a release was taken back', () => {
  const taken = {
    from: 'shipped',
    to: 'in-progress',
    release: 'r1',
    reason: 'taken-back',
  } as const;
  expect(viewOf(FEEDBACK, [{ ...base, type: 'status', ...taken }]).timeline).toEqual([
    { type: 'status', at: base.at, status: 'in-progress', release: 'r1', reason: 'taken-back' },
  ]);
});

test('names nobody of the team, and nothing of others', () => {
  const feedback = { ...FEEDBACK, topic: 'topic-of-others', spamScore: 0.4 };
  const shown = JSON.stringify(viewOf(feedback, EVENTS));
  expect(shown).not.toMatch(/bob|internal|topic|spam|secret|0\.4/i);
});

test('shows the words without what is personal, once triage has seen them', () => {
  const { message: _, ...rest } = FEEDBACK;
  expect(viewOf({ ...rest, text: 'Pay [card]' }).message).toBe('Pay [card]');
});

test.each([
  ['new', false],
  ['declined', false],
  ['shipped', true],
] as const)('%s feedback asks for a verdict: %s', (status, due) => {
  expect(viewOf({ ...FEEDBACK, status }).verdictDue).toBe(due);
});

const AT = '2026-11-23T10:00:00.000Z';

test.each<[string, Partial<Contact>, string | undefined, boolean]>([
  ['no mail was sent', {}, undefined, true],
  ['the mail waits', { mailSecretHash: 'h' }, 'unconfirmed', true],
  ['mails are confirmed', { mailSecretHash: 'h', confirmedAt: AT }, 'confirmed', false],
  ['mails are stopped', { mailSecretHash: 'h', confirmedAt: AT, stoppedAt: AT }, 'stopped', true],
  ['mails were stopped at once', { mailSecretHash: 'h', stoppedAt: AT }, 'stopped', true],
])(
  'where %s, it says so, and offers to confirm to who came by mail alone',
  (_, more, mail, may) => {
    const own = { feedback: FEEDBACK, contact: { ...CONTACT, ...more }, events: [] };
    const byMail = statusView({ ...own, isMailboxProven: true });
    expect(byMail).toMatchObject({ mayConfirmMail: may, ...(mail && { mail }) });
    const bySecret = statusView({ ...own, isMailboxProven: false });
    expect(bySecret).toMatchObject({ mayConfirmMail: false });
    expect(bySecret.mail).toBe(mail);
    expect(JSON.stringify([byMail, bySecret])).not.toContain(CONTACT.email);
  },
);
