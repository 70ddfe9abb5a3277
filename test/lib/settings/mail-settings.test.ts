import { flawsOf, someSettings } from '../../support/settings.ts';

const FROM = 'feedback@shop.example.com';
const withMail = (mail: unknown, more: object = {}) => ({
  ...someSettings(),
  feedback: { allowedOrigins: ['*'], mail },
  ...more,
});

test.each([
  { from: FROM },
  { from: 'Feedback+x@Shop.Example.com', replyTo: 'help@example.com' },
  { from: FROM, product: 'Café „Zur Post“', createIdentity: 'domain' },
])('takes %j', (mail) => {
  expect(flawsOf(withMail(mail))).toEqual([]);
});

test.each<[unknown, string]>([
  [FROM, 'feedback.mail: must be an object'],
  [{}, 'feedback.mail.from: is missing'],
  [{ from: `The shop <${FROM}>` }, 'Give the address alone'],
  [{ from: 'feedback@shop' }, 'an e-mail address'],
  [{ from: 'grüße@shop.example.com' }, 'in ASCII'],
  [{ from: `${FROM}\r\nBcc: x@example.com` }, 'an e-mail address'],
  [{ from: FROM, replyTo: '' }, 'feedback.mail.replyTo: must be an e-mail address'],
  [{ from: 'f..g@example.com' }, 'feedback.mail.from: must be an e-mail address'],
  [{ from: '.f@example.com' }, 'feedback.mail.from: must be an e-mail address'],
  [{ from: FROM, product: '\u200b' }, 'feedback.mail.product: must be 1 to 60 characters'],
  [{ from: FROM, product: 'x'.repeat(61) }, '1 to 60 characters in one line'],
  [{ from: FROM, product: 'The\nshop' }, '1 to 60 characters in one line'],
  [{ from: FROM, product: ' ' }, '1 to 60 characters in one line'],
  [{ from: FROM, createIdentity: true }, "'address' or 'domain'"],
  [{ from: FROM, sender: 'x' }, 'feedback.mail.sender: is not a setting'],
])('refuses %j', (mail, expected) => {
  const flaws = flawsOf(withMail(mail));
  expect(flaws).toHaveLength(1);
  expect(flaws[0]).toContain(expected);
});

test('makes no identity twice in one account and region', () => {
  const [beta] = someSettings().stages;
  const stages = [beta, { ...beta, name: 'prod', order: 2 }];
  expect(flawsOf(withMail({ from: FROM }, { stages }))).toEqual([]);
  expect(flawsOf(withMail({ from: FROM, createIdentity: 'address' }, { stages }))).toEqual([
    'feedback.mail.createIdentity: would make the same identity twice: stages[0] and stages[1] share account and region. Fix: Leave it out, and verify the sender in SES once.',
  ]);
});
