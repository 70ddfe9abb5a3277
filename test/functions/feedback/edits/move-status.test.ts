import fc from 'fast-check';
import { mayMove, requireMove } from '../../../../functions/feedback/edits/move-status.ts';
import { isClosed, STATUSES, type Status } from '../../../../functions/feedback/status.ts';

const status = fc.constantFrom(...STATUSES);

test('no status follows itself, and nothing gets back to new', () => {
  fc.assert(
    fc.property(status, status, (from, to) => {
      if (from === to || to === 'new') expect(mayMove(from, to)).toBe(false);
    }),
  );
});

test('what is closed is opened before it is closed in another way', () => {
  fc.assert(
    fc.property(status, status, (from, to) => {
      if (isClosed(from) && mayMove(from, to)) expect(isClosed(to)).toBe(false);
    }),
  );
});

test('from everywhere, everything but new can be reached in two steps', () => {
  fc.assert(
    fc.property(status, status, (from, to) => {
      if (from === to || to === 'new') return;
      const isReached =
        mayMove(from, to) || STATUSES.some((via) => mayMove(from, via) && mayMove(via, to));
      expect(isReached).toBe(true);
    }),
  );
});

test.each<[Status, Status, string]>([
  [
    'shipped',
    'declined',
    'It is shipped, which declined cannot follow. Choose: planned, in-progress',
  ],
  ['planned', 'new', 'Choose: in-progress, shipped, declined'],
])('from %s to %s is a conflict that names the choices', (from, to, message) => {
  expect(() => requireMove(from, to)).toThrow(
    expect.objectContaining({
      code: 'feedback_conflict',
      message: expect.stringContaining(message),
    }),
  );
});
