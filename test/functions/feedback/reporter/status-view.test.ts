import type { FeedbackEvent } from '../../../../functions/feedback/feedback-event.ts';
import { statusView } from '../../../../functions/feedback/reporter/status-view.ts';
import { FEEDBACK } from '../../../support/feedback-store-contract.ts';

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
  expect(statusView({ feedback: { ...FEEDBACK, status: 'shipped' }, events: EVENTS })).toEqual({
    id: FEEDBACK.id,
    receivedAt: FEEDBACK.receivedAt,
    kind: 'bug',
    message: 'Pay does nothing',
    status: 'shipped',
    verdictDue: true,
    timeline: [
      { type: 'status', at: base.at, status: 'planned' },
      { type: 'reply', at: base.at, text: 'We are on it.' },
      { type: 'status', at: base.at, status: 'shipped', release: 'abc1234' },
      { type: 'verdict', at: base.at, verdict: 'fixed' },
    ],
  });
});

test('names nobody of the team, and nothing of others', () => {
  const feedback = { ...FEEDBACK, topic: 'topic-of-others', spamScore: 0.4 };
  const shown = JSON.stringify(statusView({ feedback, events: EVENTS }));
  expect(shown).not.toMatch(/bob|internal|topic|spam|secret|0\.4/i);
});

test('shows the words without what is personal, once triage has seen them', () => {
  const { message: _, ...rest } = FEEDBACK;
  expect(statusView({ feedback: { ...rest, text: 'Pay [card]' }, events: [] }).message).toBe(
    'Pay [card]',
  );
});

test.each([
  ['new', false],
  ['declined', false],
  ['shipped', true],
] as const)('%s feedback asks for a verdict: %s', (status, due) => {
  expect(statusView({ feedback: { ...FEEDBACK, status }, events: [] }).verdictDue).toBe(due);
});
