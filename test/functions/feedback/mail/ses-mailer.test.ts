import { MessageRejected, SESv2Client, TooManyRequestsException } from '@aws-sdk/client-sesv2';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { RefusedAddress } from '../../../../functions/feedback/mail/mail-reporter.ts';
import { SesMailer } from '../../../../functions/feedback/mail/ses-mailer.ts';
import { ses } from '../../../../local/emulators/ses.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const MAIL = { subject: 'The shop: Grüße', text: 'Grüße\n', html: '<p>Grüße</p>' };
const URL = 'https://api.example/v1/feedback/id#secret';
const SENDER = { from: 'feedback@shop.example', name: 'The shop', configurationSet: 'feedback' };

let cloud: TestCloud;

beforeAll(async () => {
  const Resources = {
    Domain: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'shop.example' } },
    Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'feedback' } },
  };
  cloud = await startTestCloud({ Resources }, { emulators: [ses] });
});
afterAll(() => cloud.stop());

const send = (to: string, more: object = {}) =>
  new SesMailer(new SESv2Client(cloud.client), { ...SENDER, ...more }).send(to, MAIL, URL);

async function latest() {
  const { Messages } = await cloud.cloud.call('ses', 'ListMailbox', {}, { kind: 'root' });
  return Messages[0];
}

test('a mail has its words, its sender, and the way to end such mails', async () => {
  await send('ann@example.com', { replyTo: 'help@shop.example' });
  expect(await latest()).toMatchObject({
    from: 'The shop <feedback@shop.example>',
    to: 'ann@example.com',
    subject: MAIL.subject,
    body: MAIL.text,
    html: MAIL.html,
    headers: {
      'Reply-To': 'help@shop.example',
      'List-Unsubscribe': `<${URL}>`,
      'Auto-Submitted': 'auto-generated',
    },
  });
});

test.each(["o'hara@example.com", 'a+b_c-d.e@example.com', 'UPPER@Example.COM', "'@example.com"])(
  'the odd address %s is written to as it is',
  async (address) => {
    await send(address);
    expect((await latest()).to).toBe(address);
  },
);

test('whatever address feedback may come with is written to as it is, or refused for good', async () => {
  const schema = z.string().check(z.maxLength(254), z.email());
  const addresses = fc.emailAddress().filter((address) => schema.safeParse(address).success);
  await fc.assert(
    fc.asyncProperty(addresses, async (address) => {
      const error = await send(address).catch((thrown: unknown) => thrown);
      if (error === undefined) expect((await latest()).to).toBe(address);
      else expect(error).toBeInstanceOf(RefusedAddress);
    }),
    { numRuns: 20 },
  );
});

test('an address that SES cannot read is refused, without its words', async () => {
  const refusal = send(`${'x'.repeat(70)}@example.com`);
  await expect(refusal).rejects.toBeInstanceOf(RefusedAddress);
  await expect(refusal).rejects.not.toThrow('xxx');
});

test('a sender who is not verified, and a throttle, are no fault of the address', async () => {
  await expect(send('ann@example.com', { from: 'x@other.example' })).rejects.toThrow(
    MessageRejected,
  );
  const untilMs = cloud.clock.now() + 60_000;
  cloud.faults.inject({ service: 'ses', kind: 'throttle', untilMs });
  await expect(send('ann@example.com')).rejects.toThrow(TooManyRequestsException);
  cloud.faults.clear();
});

test.each([
  ['Café "Zur Post"', /^=\?UTF-8\?B\?[\w+/=]+\?= <feedback@shop\.example>$/],
  ['Ann & Bob, "Shop"', /^"Ann & Bob, \\"Shop\\"" <feedback@shop\.example>$/],
])('the name %s goes into a header', async (name, from) => {
  await send('ann@example.com', { name });
  expect((await latest()).from).toMatch(from);
});
