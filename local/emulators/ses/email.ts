import { z } from 'zod/mini';
import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';
import { flawsOf } from '../flaws.ts';
import { type Address, parseAddress } from './address.ts';

/** One mail as it was asked for. */
export interface Email {
  readonly from: Address;
  readonly to: readonly Address[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
}

const content = z.strictObject({
  Data: z.string(),
  Charset: z.optional(z.literal(['UTF-8', 'utf-8'])),
});
const addresses = z.optional(z.array(z.string()));

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html */
const header = z.strictObject({
  Name: z.string().check(z.regex(/^[!-9;-@A-~]{1,126}$/, { error: 'is no name of a header' })),
  Value: z.string().check(z.regex(/^[ -~]{1,870}$/, { error: 'is no value of a header' })),
});
const MAX_HEADERS = 15;
const MAX_RECIPIENTS = 50;

const SIMPLE = z.strictObject({
  Subject: content,
  Body: z.strictObject({ Text: z.optional(content), Html: z.optional(content) }),
  Headers: z.optional(z.array(header).check(z.maxLength(MAX_HEADERS))),
});

const REQUEST = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({
    ToAddresses: addresses,
    CcAddresses: addresses,
    BccAddresses: addresses,
  }),
  ReplyToAddresses: addresses,
  Content: z.strictObject({ Simple: SIMPLE }),
  ConfigurationSetName: z.optional(z.string()),
  EmailTags: z.optional(z.array(z.unknown())),
});

/** Reads SendEmail's input, or refuses it by the member that is wrong or not emulated. */
export function parseEmail(input: Input): Email {
  const read = z.safeParse(REQUEST, input);
  if (!read.success) throw bad(flawsOf(read.error));
  const { FromEmailAddress, Destination, ReplyToAddresses = [], Content } = read.data;
  const { Subject, Body, Headers = [] } = Content.Simple;
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = Destination;
  const to = [...ToAddresses, ...CcAddresses, ...BccAddresses].map(parseAddress);
  if (to.length === 0) throw bad('Destination names no recipient.');
  if (to.length > MAX_RECIPIENTS) throw bad(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
  if (!Body.Text && !Body.Html) throw bad('Content.Simple.Body: must have Text or Html');
  const replyTo = ReplyToAddresses.map((address) => parseAddress(address).text).join(', ');
  return {
    from: parseAddress(FromEmailAddress),
    to,
    subject: textOf(Subject),
    text: Body.Text && textOf(Body.Text),
    html: Body.Html && textOf(Body.Html),
    headers: {
      ...(replyTo && { 'Reply-To': replyTo }),
      ...Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
    },
    configurationSet: read.data.ConfigurationSetName,
  };
}

/** What names no charset goes out as ASCII: every other letter becomes a question mark. */
function textOf({ Data, Charset }: z.infer<typeof content>): string {
  return Charset === undefined ? Data.replace(/\P{ASCII}/gu, '?') : Data;
}

function bad(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}
