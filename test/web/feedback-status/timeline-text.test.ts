import { statusTexts } from '../../../web/feedback-status/status-texts.ts';
import { timelineText } from '../../../web/feedback-status/timeline-text.ts';

const at = '2026-11-23T10:00:00.000Z';
const { texts } = statusTexts(['en']);

test.each([
  [{ type: 'status', at, status: 'planned' }, 'Planned'],
  [{ type: 'status', at, status: 'shipped', release: 'abc1234' }, 'Live with release abc1234'],
  [
    { type: 'status', at, status: 'in-progress', release: 'abc1234', reason: 'taken-back' },
    'Being worked on again: we had to take back release abc1234',
  ],
  [{ type: 'reply', at, text: 'We are on it.' }, 'Our answer: We are on it.'],
  [{ type: 'verdict', at, verdict: 'still-broken' }, 'You said that it is still broken.'],
] as const)('%j reads %j', (entry, text) => {
  expect(timelineText(entry, texts)).toBe(text);
});
