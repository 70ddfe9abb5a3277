import fc from 'fast-check';
import type { FeedbackEvent, Verdict } from '../../../../functions/feedback/feedback-event.ts';
import { judge } from '../../../../functions/feedback/reporter/judge.ts';
import { STATUSES, type Status } from '../../../../functions/feedback/status.ts';
import type { FeedbackRecord } from '../../../../functions/feedback/store/feedback-store.ts';
import { Problem } from '../../../../functions/shared/problem.ts';
import { FEEDBACK } from '../../../support/feedback-store-contract.ts';

const AT = '2026-11-24T09:00:00.000Z';

const SHIPPED: FeedbackEvent = {
  type: 'status',
  at: '2026-11-23T12:00:00.000Z',
  who: 'bob',
  from: 'planned',
  to: 'shipped',
  release: 'fixing',
};

function record(status: Status, events: readonly FeedbackEvent[] = []): FeedbackRecord {
  return { feedback: { ...FEEDBACK, status }, events };
}

test('fixed stays shipped, and counts for the release that shipped it', () => {
  expect(judge(record('shipped', [SHIPPED]), 'fixed', AT, 'newer')).toEqual({
    after: { ...FEEDBACK, status: 'shipped' },
    event: {
      type: 'verdict',
      at: AT,
      who: 'reporter',
      text: 'fixed',
      from: 'shipped',
      to: 'shipped',
      release: 'fixing',
    },
  });
});

test('still broken is new again, and counts against the release that shipped it', () => {
  const judgement = judge(record('shipped', [SHIPPED]), 'still-broken', AT, 'newer');
  expect(judgement?.after.status).toBe('new');
  expect(judgement?.event).toMatchObject({ to: 'new', release: 'fixing' });
});

test('judges the current release where a person said that it is shipped', () => {
  const { release: _, ...byHand } = { ...SHIPPED, release: '' };
  expect(judge(record('shipped', [byHand]), 'fixed', AT, 'newer')?.event.release).toBe('newer');
  expect(judge(record('shipped', [byHand]), 'fixed', AT, undefined)?.event).not.toHaveProperty(
    'release',
  );
});

test.each(STATUSES.filter((status) => status !== 'shipped'))('is not due while %s', (status) => {
  expect(() => judge(record(status), 'fixed', AT, undefined)).toThrow(
    expect.objectContaining({ code: 'verdict_not_due' }),
  );
});

test('the same word twice is one, also after it has opened the feedback again', () => {
  const first = judge(record('shipped', [SHIPPED]), 'still-broken', AT, undefined);
  const events = first ? [SHIPPED, first.event] : [];
  expect(judge(record('new', events), 'still-broken', AT, undefined)).toBeUndefined();
  expect(() => judge(record('new', events), 'fixed', AT, undefined)).toThrow(Problem);
});

test('a reporter may change their mind, and is asked again by the next shipping', () => {
  const fixed = judge(record('shipped', [SHIPPED]), 'fixed', AT, undefined);
  const events = fixed ? [SHIPPED, fixed.event] : [];
  expect(judge(record('shipped', events), 'still-broken', AT, undefined)?.after.status).toBe('new');
  const again: FeedbackEvent = { ...SHIPPED, at: '2026-11-25T09:00:00.000Z' };
  expect(judge(record('shipped', [...events, again]), 'fixed', AT, undefined)).toBeDefined();
});

// The public must not be able to fill a partition.
test('writes at most two verdicts for each shipping, whatever a reporter sends', () => {
  const sent = fc.array(fc.constantFrom<Verdict | 'ship'>('fixed', 'still-broken', 'ship'));
  fc.assert(
    fc.property(sent, (steps) => {
      let now = record('new');
      for (const step of steps) now = step === 'ship' ? ship(now) : judged(now, step);
      const count = (type: string) => now.events.filter((event) => event.type === type).length;
      expect(count('verdict')).toBeLessThanOrEqual(2 * count('status'));
    }),
  );
});

function ship({ feedback, events }: FeedbackRecord): FeedbackRecord {
  return { feedback: { ...feedback, status: 'shipped' }, events: [...events, SHIPPED] };
}

function judged(own: FeedbackRecord, verdict: Verdict): FeedbackRecord {
  try {
    const judgement = judge(own, verdict, AT, undefined);
    if (!judgement) return own;
    return { feedback: judgement.after, events: [...own.events, judgement.event] };
  } catch (error) {
    if (error instanceof Problem) return own;
    throw error;
  }
}
