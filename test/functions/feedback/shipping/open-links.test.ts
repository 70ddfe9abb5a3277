import fc from 'fast-check';
import {
  AFTERPROD,
  type FeedbackEvent,
  REPORTER,
} from '../../../../functions/feedback/feedback-event.ts';
import { openLinks } from '../../../../functions/feedback/shipping/open-links.ts';
import type { Status } from '../../../../functions/feedback/status.ts';

const at = '2026-11-23T10:00:00.000Z';

const link = (text: string, toggle?: string): FeedbackEvent => ({
  type: 'link',
  at,
  who: 'bob',
  text,
  ...(toggle !== undefined && { toggle }),
});
const moved = (from: Status, to: Status): FeedbackEvent => ({
  type: 'status',
  at,
  who: 'bob',
  from,
  to,
});
const shipped: FeedbackEvent = { ...moved('new', 'shipped'), who: AFTERPROD } as FeedbackEvent;
const broken: FeedbackEvent = {
  type: 'verdict',
  at,
  who: REPORTER,
  text: 'still-broken',
  from: 'shipped',
  to: 'new',
};
const takenBack: FeedbackEvent = {
  type: 'status',
  at,
  who: AFTERPROD,
  from: 'shipped',
  to: 'in-progress',
  reason: 'taken-back',
};

const [A, B] = [link('abc1234'), link('acme/shop#12')];

test.each<[string, readonly FeedbackEvent[], readonly FeedbackEvent[]]>([
  ['without links', [moved('new', 'planned')], []],
  ['while it is open', [A, moved('new', 'in-progress'), B], [A, B]],
  ['while it is shipped', [A, shipped, B], [A, B]],
  ['when it is still broken', [A, shipped, broken], []],
  ['when it is still broken, and linked before the reporter says so', [A, shipped, B, broken], [B]],
  ['when it is still broken, and linked anew', [A, shipped, broken, B], [B]],
  ['when it is still broken, and linked to the same again', [A, shipped, broken, A], [A]],
  ['when it is broken for the second time', [A, shipped, broken, B, shipped, broken], []],
  ['when a person opens it again', [A, shipped, moved('shipped', 'planned'), B], [B]],
  [
    'when a person opens what was declined',
    [A, moved('new', 'declined'), moved('declined', 'planned')],
    [],
  ],
  ['when the release was taken back', [A, shipped, takenBack], [A]],
  [
    'when it was taken back, shipped again, and is broken',
    [A, shipped, takenBack, shipped, broken],
    [],
  ],
])('the links that count %s', (_, events, expected) => {
  expect(openLinks(events)).toEqual(expected);
});

test('of two links to one change the later counts, with its toggle', () => {
  const later = link('abc1234def', 'new-checkout');
  expect(openLinks([A, B, later])).toEqual([B, later]);
});

test('whatever happens, each link that counts was made, and none counts that was there when it was last reopened', () => {
  const event = fc.constantFrom(A, B, link('abc12345', 'new-checkout'), shipped, broken, takenBack);
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const found = openLinks(events);
      for (const each of found) expect(events).toContain(each);
      const closed = events.lastIndexOf(shipped);
      const reopened = events.findIndex((each, index) => each === broken && index > closed);
      if (closed < 0 || reopened < 0) return;
      const since = events.slice(closed).filter(({ type }) => type === 'link');
      for (const each of found) expect(since).toContain(each);
    }),
  );
});
