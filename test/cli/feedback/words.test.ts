import { eventLine, feedbackLines } from '../../../cli/feedback/feedback-words.ts';
import { linksInWords } from '../../../cli/feedback/links-in-words.ts';
import { moment } from '../../../cli/moment.ts';
import type { FeedbackEvent } from '../../../functions/feedback/feedback-event.ts';
import { feedbackView } from '../../../functions/feedback/feedback-view.ts';
import { feedbackOf } from '../../support/feedback-admin-call.ts';

const at = '2026-11-23T13:40:59.999Z';
const link = (text: string, toggle?: string): FeedbackEvent => ({
  ...{ type: 'link', at, who: 'ann', text },
  ...(toggle !== undefined && { toggle }),
});
const moved = (from: 'new' | 'shipped', to: 'new' | 'shipped'): FeedbackEvent =>
  to === 'new'
    ? { type: 'verdict', at, who: 'reporter', text: 'still-broken', from, to }
    : { type: 'status', at, who: 'ann', from, to };

test('a moment names its zone, which is the same wherever people read it', () => {
  expect(moment(at)).toBe('2026-11-23 13:40 UTC');
  expect(moment('yesterday')).toBe('yesterday');
});

test('a verdict that opens feedback again says so', () => {
  expect(eventLine(moved('shipped', 'new'))).toBe(
    '2026-11-23 13:40 UTC  reporter  said: still-broken, shipped -> new',
  );
  const fixed = { type: 'verdict', text: 'fixed', from: 'shipped', to: 'shipped' } as const;
  expect(eventLine({ at, who: 'reporter', ...fixed })).toMatch(/said: fixed$/);
});

test('links are told with their toggle, and apart from those that were spent', () => {
  const timeline = [
    link('d36ef0d68'),
    moved('new', 'shipped'),
    moved('shipped', 'new'),
    link('d36ef0d68'),
    link('octo/shop#12', 'new-checkout'),
  ];
  expect(linksInWords(timeline)).toEqual([
    'd36ef0d68 (no longer counts)',
    'd36ef0d68',
    'octo/shop#12 behind new-checkout',
  ]);
});

test('no word of a user passes for one of ours in a list', () => {
  const view = feedbackView(feedbackOf('id1', { text: 'topic id2' }));
  const lines = feedbackLines(view, { paint: (_, text) => text });
  expect(lines).toContain('    > topic id2');
});
