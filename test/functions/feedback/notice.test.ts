import { noticeOf } from '../../../functions/feedback/notice.ts';
import { FEEDBACK } from '../../support/feedback-store-contract.ts';

test('tells the team what was said, where and on which release', () => {
  const { subject, message } = noticeOf(FEEDBACK, 'storefront', 'prod');
  expect(subject).toBe('Feedback (bug) on storefront prod');
  expect(message).toBe(
    [
      '> Pay does nothing',
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
  expect(message.split('\n')[0]).toBe(`> ${'x'.repeat(195)} [e-m…`);
});

test.each(['\n', '\n\n', '\u2028', '\u2029'])('no message forges a fact after %j', (lineBreak) => {
  const said = `hello${lineBreak}Kind: praise`;
  const { message } = noticeOf({ ...FEEDBACK, message: said }, 'a', 'b');
  const [excerpt = '', facts] = message.split('\n\n');
  expect(excerpt.split(/[\n\u2028\u2029]/).every((line) => line.startsWith('> '))).toBe(true);
  expect(excerpt).toContain('> Kind: praise');
  expect(facts).toMatch(/^Kind: bug$/m);
});

test('redacts the facts that a page sends', () => {
  const context = {
    url: 'https://shop.example/ann%40example.com/bob@example.com/orders/4929123456789012',
    release: '0791234567',
    toggles: { password: 'hunter2', 'visitor-4929123456789012': 'on', 'new-checkout': 'on' },
  };
  const { message } = noticeOf({ ...FEEDBACK, context }, 'a', 'b');
  expect(message).toContain('Page: https://shop.example/[e-mail]/[e-mail]/orders/[number]\n');
  expect(message).toContain('Release: [number]\n');
  expect(message).toMatch(
    /^Toggles: password=\[secret\], visitor-\[number\]=on, new-checkout=on$/m,
  );
});

test('leaves a commit readable that looks like a number in part', () => {
  const context = { release: 'a12345678901' };
  expect(noticeOf({ ...FEEDBACK, context }, 'a', 'b').message).toContain('Release: a12345678901\n');
});

test('takes the words that triage has redacted, where it has', () => {
  const { message: _, ...triaged } = { ...FEEDBACK, text: 'Pay does [secret]' };
  expect(noticeOf(triaged, 'a', 'b').message).toContain('> Pay does [secret]\n');
});
