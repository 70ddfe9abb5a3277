import type { Rollout } from '../../../../functions/toggles/rollouts/rollout.ts';
import { rolloutNotice } from '../../../../functions/toggles/rollouts/rollout-notice.ts';
import { staleNotice } from '../../../../functions/toggles/stale/stale-notice.ts';
import { bakingRollout } from '../../../support/rollout-builders.ts';

const notice = (difference: Partial<Rollout>) =>
  rolloutNotice(bakingRollout(1, difference), 'shop', 'prod');

test('a paused rollout: what stopped it, where it stands, how to go on', () => {
  expect(notice({ state: 'paused', reason: 'there is no alarm x' })).toEqual({
    severity: 'info',
    subject: 'new-checkout: rollout is paused on shop prod',
    message: [
      'The guarded rollout of new-checkout on shop prod is paused.',
      '',
      'Why: there is no alarm x',
      'Where: step 2 of 5, its variant on at 5 %',
      'Started by: ann, 2026-11-23T09:10:00.000Z',
      '',
      'Nobody else gets it until somebody goes on with it. An alarm still takes it back, unless',
      'somebody has changed the toggle since:',
      '  afterprod toggles guard new-checkout --resume --stage prod',
      '  afterprod toggles guard new-checkout --abort --stage prod',
    ].join('\n'),
  });
});

test('an aborted rollout is a ticket, with the way back', () => {
  const { severity, message } = notice({ state: 'aborted', reason: 'alarm x is in ALARM' });
  expect(severity).toBe('ticket');
  expect(message).toContain('its variant on was at 5 %, nobody gets it now');
  expect(message).toContain('afterprod toggles restore new-checkout --stage prod');
});

test('a finished rollout: what is left to do', () => {
  const all = rolloutNotice(bakingRollout(4, { state: 'finished' }), 'shop', 'prod');
  expect(all.message).toContain('afterprod toggles remove new-checkout --stage prod');
  expect(notice({ state: 'finished' }).message).toContain('goes no further');
  expect(notice({ state: 'ended' }).message).toContain('stays as it is');
});

test('a subject is what SNS takes', () => {
  const { subject } = notice({ state: 'paused', key: `ö${'k'.repeat(120)}` });
  expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
});

const stale = (key: string) => ({
  key,
  signs: [
    { kind: 'expired', days: 1, says: 'was over on 2026-11-22, 1 day ago' },
    { kind: 'unused', days: 30, says: 'was not evaluated for 30 days' },
  ] as const,
  owner: 'shop',
  ticket: 'SHOP-12',
  next: 'remove it',
});

test('a stale toggle in a few lines', () => {
  expect(staleNotice([stale('new-checkout')], 'shop', 'prod')).toEqual({
    subject: '1 stale toggle on shop prod',
    message: [
      '1 stale toggle on shop prod: each is a branch in the code that nobody needs any more.',
      '',
      'new-checkout (of shop, SHOP-12)',
      '  was over on 2026-11-22, 1 day ago',
      '  was not evaluated for 30 days',
      '  remove it',
      '',
      'All of them: afterprod toggles stale --stage prod',
    ].join('\n'),
  });
});

test('no stale toggles are no message, hundreds are no endless one', () => {
  expect(staleNotice([], 'shop', 'prod')).toBeUndefined();
  const hundreds = Array.from({ length: 300 }, (_, index) => stale(`toggle-${index}`));
  const { subject, message } = staleNotice(hundreds, 'shop', 'prod') ?? {};
  expect(subject).toBe('300 stale toggles on shop prod');
  expect(message).toContain('And 260 more.');
});
