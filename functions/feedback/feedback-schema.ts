import * as z from 'zod/mini';
import { pageUrl } from './page-url.ts';
import { plainText } from './plain-text.ts';
import { releaseName } from './release-name.ts';

/** Closed: metrics and notices name it. */
export const KINDS = ['bug', 'idea', 'praise', 'question'] as const;

const MAX_TOGGLES = 50;
const MAX_ERRORS = 5;

const rating = z.discriminatedUnion('scale', [
  /** 0 down, 1 up. */
  z.strictObject({ scale: z.literal('thumb'), value: wholeNumber(0, 1) }),
  z.strictObject({ scale: z.literal('csat'), value: wholeNumber(1, 5) }),
  z.strictObject({ scale: z.literal('nps'), value: wholeNumber(0, 10) }),
]);

/** The visitor wants to be a beta tester, and so toggles know them: by no address, for the history of toggles lasts. */
const beta = z.strictObject({ targetingKey: z.string().check(z.regex(/^[!-?A-~]{1,64}$/)) });

const contact = z.strictObject({
  email: z.string().check(z.maxLength(254), z.email()),
  /** An address without consent is refused, not dropped: the visitor expects an answer. */
  consent: z.literal(true),
  beta: z.optional(beta),
});

const name = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/));

const context = z.strictObject({
  url: z.optional(pageUrl),
  release: z.optional(releaseName),
  /** Toggle key -> variant, as the page had them. */
  toggles: z.optional(
    z
      .record(name, name)
      .check(
        z.refine((map) => Object.keys(map).length <= MAX_TOGGLES, { params: { rule: 'too_many' } }),
      ),
  ),
  errors: z.optional(z.array(plainText(500)).check(z.maxLength(MAX_ERRORS))),
  locale: z.optional(z.string().check(z.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/))),
  viewport: z.optional(
    z.strictObject({ width: wholeNumber(1, 100_000), height: wholeNumber(1, 100_000) }),
  ),
  userAgent: z.optional(plainText(512)),
});

/** How it was filled in, where it came from a form: what gives a machine away. */
const form = z.strictObject({
  /** Of the field that people do not see. Any text: a refusal would tell a machine what gave it away. */
  trap: z.optional(z.string()),
  /** From the opening of the form to sending it. */
  timeToFillMs: z.optional(wholeNumber(0, 2_147_483_647)),
});

/** What `POST /v1/feedback` takes. Strict: an unknown key is a mistake that its sender should hear of. */
export const feedbackSchema = z.strictObject({
  kind: z.enum(KINDS),
  message: plainText(4_000),
  rating: z.optional(rating),
  contact: z.optional(contact),
  context: z._default(context, {}),
  form: z.optional(form),
});

export type NewFeedback = z.output<typeof feedbackSchema>;

function wholeNumber(least: number, most: number) {
  return z.int().check(z.gte(least), z.lte(most));
}
