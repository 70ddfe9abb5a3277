import type { NewFeedback } from '../../functions/feedback/feedback-schema.ts';
import { cleanText, cut, visibleLength } from './clean-text.ts';
import type { Dictionary } from './dictionary.ts';
import type { FormValues } from './form-values.ts';
import type { Context } from './page-facts.ts';

/** Field of the form -> what to say of it. */
export type Faults = Partial<Record<'message' | 'email' | 'consent', keyof Dictionary>>;

/** A body that the API takes, or what is to be mended before. */
export type Composed =
  | { readonly body: string; readonly faults?: never }
  | { readonly faults: Faults; readonly body?: never };

const MAX_CHARACTERS = 4_000;
const MAX_BYTES = 16_384;
const MAX_EMAIL_LENGTH = 254;

/** That something stands there is all that counts. */
const MAX_TRAP = 9;

/** No stricter and no laxer than the API, which answers an address of another form with an error. */
const EMAIL = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** What is given up first where a long message and much context are too many bytes. */
const DISPENSABLE = ['errors', 'toggles', 'userAgent', 'url'] as const;

/**
 * Makes the body of one post.
 *
 * @param targetingKey - how toggles know the visitor; without it nobody becomes a beta tester
 */
export function compose(
  values: FormValues,
  context: Context,
  targetingKey?: string | undefined,
): Composed {
  const message = cleanText(values.message);
  const email = values.email.trim();
  const beta = values.beta && targetingKey !== undefined && { beta: { targetingKey } };
  const faults = {
    ...(beta && !email && { email: 'betaEmail' as const }),
    ...faultsOf(message, email, values.consent),
  };
  if (Object.keys(faults).length > 0) return { faults };
  const { kind, rating, trap, timeToFillMs } = values;
  const feedback: NewFeedback = {
    kind,
    message,
    ...(rating && { rating }),
    ...(email && { contact: { email, consent: true, ...beta } }),
    context,
    form: { ...(trap && { trap: cut(trap, MAX_TRAP) }), ...(timeToFillMs && { timeToFillMs }) },
  };
  const body = fitted(feedback);
  return body === undefined ? { faults: { message: 'messageTooLong' } } : { body };
}

function faultsOf(message: string, email: string, consent: boolean): Faults {
  const length = visibleLength(message);
  const isAddress = email.length <= MAX_EMAIL_LENGTH && EMAIL.test(email);
  return {
    ...(length === 0 && { message: 'messageMissing' }),
    ...(length > MAX_CHARACTERS && { message: 'messageTooLong' }),
    ...(email && !isAddress && { email: 'emailWrong' }),
    ...(email && !consent && { consent: 'consentMissing' }),
  };
}

/** The body within the API's bytes, with as much of the context as has room. */
function fitted(feedback: NewFeedback): string | undefined {
  const context = { ...feedback.context };
  for (const part of [undefined, ...DISPENSABLE]) {
    if (part) delete context[part];
    const body = JSON.stringify({ ...feedback, context });
    if (new TextEncoder().encode(body).length <= MAX_BYTES) return body;
  }
  return undefined;
}
