import { isJson } from './is-json.ts';
import { headerName, jsonPath, pattern } from './probe-value-shapes.ts';
import {
  filled,
  isObject,
  leaf,
  list,
  object,
  oneOrMore,
  optional,
  record,
  type Shape,
  someOf,
} from './shape.ts';
import { duration, trueOrFalse, wholeNumber } from './value-shapes.ts';

const STATUS = /^([2-5]\d\d)-([2-5]\d\d)$/;
const words = leaf(
  'a text of 1 to 1000 characters',
  'Look for a part that tells it from others.',
  (value) => typeof value === 'string' && value !== '' && value.length <= 1_000,
);

const exactly = leaf(
  'a text of at most 1000 characters',
  'Look for a part of it by contains.',
  (value) => typeof value === 'string' && value.length <= 1_000,
);

const json = leaf(
  'JSON: texts, numbers, true, false, null, lists, objects; at most 2000 characters',
  'Compare a part of it, by a longer path.',
  (value) => isJson(value) && JSON.stringify(value).length <= 2_000,
);

const number = leaf('a number', 'Write it without quotes.', Number.isFinite);

const textTests: Shape = someOf({
  equals: exactly,
  contains: words,
  excludes: words,
  matches: pattern,
  exists: trueOrFalse,
});

const textOrTests: Shape = (value, path) =>
  typeof value === 'string' ? exactly(value, path) : textTests(value, path);

const valueTests: Shape = someOf({
  equals: json,
  differs: json,
  oneOf: filled(list(json)),
  above: number,
  atLeast: number,
  below: number,
  atMost: number,
  contains: json,
  matches: pattern,
  exists: trueOrFalse,
});

const valueOrTests: Shape = (value, path) =>
  isObject(value) ? valueTests(value, path) : json(value, path);

const status = leaf(
  "a status from 200 to 599, or a range of them like '200-299'",
  'Lists of both are well: [200, 404].',
  (value) => {
    if (typeof value === 'string') return isRange(value);
    return Number.isSafeInteger(value) && Number(value) >= 200 && Number(value) <= 599;
  },
);

const certificateDays = optional(
  wholeNumber(0, 365, 'Days of which each is a chance to renew it.'),
);

/** The form of `expect` of an answer to a request. */
export const answerExpectationShape: Shape = object({
  status: optional(oneOrMore(status)),
  headers: optional(record(headerName, textOrTests)),
  body: optional(
    someOf({
      contains: oneOrMore(words),
      excludes: oneOrMore(words),
      matches: oneOrMore(pattern),
    }),
  ),
  json: optional(record(jsonPath, valueOrTests)),
  certificateDays,
  headersWithin: optional(duration),
  totalWithin: optional(duration),
});

export const tcpExpectationShape: Shape = object({ totalWithin: optional(duration) });

export const dnsExpectationShape: Shape = object({
  record: optional(textOrTests),
  totalWithin: optional(duration),
});

export const tlsExpectationShape: Shape = object({
  certificateDays,
  totalWithin: optional(duration),
});

function isRange(value: string): boolean {
  const [, first, last] = STATUS.exec(value) ?? [];
  return first !== undefined && last !== undefined && Number(first) <= Number(last);
}
