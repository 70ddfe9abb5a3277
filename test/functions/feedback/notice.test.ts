import { noticeOf } from '../../../functions/feedback/notice.ts';
import { FEEDBACK } from '../../support/feedback-store-contract.ts';

test('tells the team what was said, where and on which release', () => {
  const { subject, message } = noticeOf(FEEDBACK, 'storefront', 'prod');
  expect(subject).toBe('Feedback (bug) on storefront prod');
  expect(message).toBe(
    [
      'Pay does nothing',
      '',
      'Kind: bug',
      'Release: a1b2c3d4e5f6',
      'Toggles: new-checkout=on',
      'Received: 2026-11-23T09:00:00.000Z',
      `Id: ${FEEDBACK.id}`,
    ].join('\n'),
  );
});

test('redacts before it cuts, so that no half address remains', () => {
  const said = `${'x'.repeat(195)} ann@example.com`;
  const { message } = noticeOf({ ...FEEDBACK, message: said }, 'storefront', 'prod');
  expect(message.split('\n')[0]).toBe(`${'x'.repeat(195)} [e-m…`);
});

test('never names the address of the visitor', () => {
  const contact = { email: 'ann@example.com', consent: true as const };
  expect(noticeOf({ ...FEEDBACK, contact }, 'a', 'b').message).not.toContain('ann@');
});
