import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  BadRequestException,
  MessageRejected,
  NotFoundException,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import fc from 'fast-check';
import { iam } from '../../../local/emulators/iam.ts';
import { ses } from '../../../local/emulators/ses.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { ARN, identity, RESOURCES } from '../../support/mail-identities.ts';

let cloud: TestCloud;
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'ses-'));
  await start();
});
afterEach(async () => {
  await cloud.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  cloud = await startTestCloud({ Resources: RESOURCES }, { dataDir, emulators: [iam, ses] });
}

const SIMPLE = {
  Subject: { Data: 'It is fixed' },
  Body: { Text: { Data: 'See the page.' } },
};

function send(
  more: Partial<SendEmailCommandInput> = {},
  client = new SESv2Client(cloud.client),
): Promise<{ MessageId?: string | undefined }> {
  const input = {
    FromEmailAddress: 'Shop <news@shop.example>',
    Destination: { ToAddresses: ['vera@home.example'] },
    Content: { Simple: SIMPLE },
    ...more,
  };
  return client.send(new SendEmailCommand(input));
}

const asRole = (name: string) =>
  new SESv2Client(cloud.clientOf(`arn:aws:iam::123456789012:role/${name}`));

async function mails() {
  const { Messages } = await cloud.cloud.call('ses', 'ListMailbox', {}, { kind: 'root' });
  return Messages;
}

test('a mail is in the mailbox with all that was said, and is announced', async () => {
  const List = { Name: 'List-Unsubscribe', Value: '<https://shop.example/leave>' };
  const Html = { Data: '<p>Grüße</p>', Charset: 'UTF-8' };
  const { MessageId } = await send({
    Destination: { ToAddresses: ['Vera <vera@home.example>'], BccAddresses: ['log@shop.example'] },
    ReplyToAddresses: ['help@shop.example'],
    Content: { Simple: { ...SIMPLE, Body: { ...SIMPLE.Body, Html }, Headers: [List] } },
  });
  const mail = {
    id: MessageId,
    at: new Date(cloud.clock.now()).toISOString(),
    from: 'Shop <news@shop.example>',
    to: 'Vera <vera@home.example>, log@shop.example',
    subject: 'It is fixed',
    body: 'See the page.',
    html: '<p>Grüße</p>',
    headers: {
      'Reply-To': 'help@shop.example',
      'List-Unsubscribe': '<https://shop.example/leave>',
    },
  };
  expect(await mails()).toEqual([mail]);
  expect(cloud.heard).toContainEqual({
    kind: 'message',
    atMs: cloud.clock.now(),
    protocol: 'email',
    to: mail.to,
    subject: mail.subject,
  });
});

test('the newest comes first, and all stay over a restart', async () => {
  await send();
  await send({ Content: { Simple: { ...SIMPLE, Subject: { Data: 'second' } } } });
  await cloud.stop();
  await start();
  expect((await mails()).map(({ subject }: { subject: string }) => subject)).toEqual([
    'second',
    'It is fixed',
  ]);
});

test('text without a charset goes out as ASCII', async () => {
  await send({ Content: { Simple: { ...SIMPLE, Subject: { Data: 'Grüße' } } } });
  expect(await mails()).toMatchObject([{ subject: 'Gr??e' }]);
});

describe('who may be the sender', () => {
  test.each(['news@shop.example', 'a@deep.below.shop.example', 'Ann <ann@people.example>'])(
    '%s: the address, its domain or one above is an identity',
    async (FromEmailAddress) => {
      await expect(send({ FromEmailAddress })).resolves.toBeDefined();
    },
  );

  test.each(['ben@people.example', 'x@notshop.example', 'x@example'.concat('.org')])(
    '%s is no identity',
    async (FromEmailAddress) => {
      const sending = send({ FromEmailAddress });
      await expect(sending).rejects.toThrow(MessageRejected);
      await expect(sending).rejects.toThrow(
        `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${FromEmailAddress}`,
      );
      expect(await mails()).toEqual([]);
    },
  );

  test('a role sends as the identity that its policies name, and as no other', async () => {
    await expect(send({}, asRole('sender'))).resolves.toBeDefined();
    await expect(
      send({ FromEmailAddress: 'ann@people.example' }, asRole('sender')),
    ).rejects.toThrow(
      `not authorized to perform: ses:SendEmail on resource: ${ARN}identity/ann@people.example`,
    );
    expect(await mails()).toHaveLength(1);
  });

  test('a configuration set needs a right of its own, also the one of an identity', async () => {
    const ConfigurationSetName = 'plain';
    await expect(send({ ConfigurationSetName }, asRole('sender'))).rejects.toThrow(
      `on resource: ${ARN}configuration-set/plain`,
    );
    const FromEmailAddress = 'ann@people.example';
    await expect(send({ FromEmailAddress }, asRole('both'))).resolves.toBeDefined();
  });

  test('a configuration set that no template makes is not found', async () => {
    await expect(send({ ConfigurationSetName: 'other' })).rejects.toThrow(NotFoundException);
  });
});

describe('a bad request is refused by its member', () => {
  test.each<[string, Partial<SendEmailCommandInput>, string]>([
    ['no recipient', { Destination: {} }, 'no recipient'],
    [
      'too many recipients',
      { Destination: { ToAddresses: Array.from({ length: 51 }, (_, i) => `a${i}@b.example`) } },
      'Recipient count exceeds 50',
    ],
    ['no domain', { Destination: { ToAddresses: ['vera'] } }, "Missing final '@domain'"],
    ['a blank', { Destination: { ToAddresses: ['ve ra@b.example'] } }, 'Illegal address'],
    ['two ats', { Destination: { ToAddresses: ['a@b@c.example'] } }, 'Illegal address'],
    ['a bare host', { Destination: { ToAddresses: ['a@host'] } }, 'Domain contains'],
    [
      'a further header in an address',
      { Destination: { ToAddresses: ['a@b.example\r\nBcc: c@d.example'] } },
      'control or non-ASCII',
    ],
    ['no body', { Content: { Simple: { ...SIMPLE, Body: {} } } }, 'must have Text or Html'],
    ['a raw mail', { Content: { Raw: { Data: new Uint8Array(1) } } }, 'Raw is not emulated'],
    ['a template', { Content: { Template: { TemplateName: 'x' } } }, 'Template is not emulated'],
    [
      'a header in a header',
      { Content: { Simple: { ...SIMPLE, Headers: [{ Name: 'X', Value: 'a\nBcc: b' }] } } },
      'Headers.0.Value: is no value of a header',
    ],
    [
      'list management',
      { ListManagementOptions: { ContactListName: 'x' } },
      'ListManagementOptions is not emulated',
    ],
  ])('%s', async (_, more, reason) => {
    const sending = send(more);
    await expect(sending).rejects.toThrow(BadRequestException);
    await expect(sending).rejects.toThrow(reason);
    expect(await mails()).toEqual([]);
  });

  test('whatever stands for an address is sent to or refused, never a failure of the service', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress(), fc.stringMatching(/^.*<.*>$/)),
        async (address) => {
          const failure = await send({ Destination: { ToAddresses: [address] } }).catch((e) => e);
          if (failure instanceof Error) expect(failure).toBeInstanceOf(BadRequestException);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('faults come in the words of SES, and nothing is sent', async () => {
  const untilMs = cloud.clock.now() + 60_000;
  cloud.faults.inject({ service: 'ses', kind: 'throttle', untilMs });
  await expect(send()).rejects.toThrow(TooManyRequestsException);
  cloud.faults.clear();
  cloud.faults.inject({ service: 'ses', kind: 'outage', untilMs });
  await expect(send()).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  expect(await mails()).toEqual([]);
  await cloud.clock.advance(60_000);
  await expect(send()).resolves.toBeDefined();
});

test('the mailbox is for the developer alone', async () => {
  const sessionName = 'x';
  const principal = { kind: 'role', roleArn: 'arn:aws:iam::123456789012:role/both', sessionName };
  await expect(
    cloud.cloud.call('ses', 'ListMailbox', {}, principal as never),
  ).rejects.toMatchObject({ code: 'AccessDeniedException' });
});

test.each([
  [identity('x.example', { DkimEverything: true }), 'the property DkimEverything'],
  [identity(''), 'EmailIdentity'],
  [{ Type: 'AWS::SES::Template', Properties: {} }, 'does not support the type AWS::SES::Template'],
])('the template with %j stops the start', async (Odd, reason) => {
  await expect(startTestCloud({ Resources: { Odd } }, { emulators: [ses] })).rejects.toThrow(
    reason,
  );
});
