import * as z from 'zod/mini';
import { numberText, readQuery } from '../../../functions/shared/query.ts';
import { apiEvent } from '../../support/api-event.ts';

const schema = z.strictObject({
  limit: z._default(numberText(1, 100), 20),
  key: z.optional(z.string()),
});

const read = (multiValueQueryStringParameters: Record<string, string[]> | null) =>
  readQuery({ ...apiEvent(), multiValueQueryStringParameters }, schema);

test('reads what was sent, and defaults for the rest', () => {
  expect(read({ limit: ['7'], key: ['a'] })).toEqual({ limit: 7, key: 'a' });
  expect(read(null)).toEqual({ limit: 20 });
});

test.each<Record<string, string[]>>([
  { limits: ['7'] },
  { key: ['a', 'b'] },
  { limit: ['x'] },
  { limit: ['0'] },
  { toString: ['x'] },
])('refuses %j', (query) => {
  expect(() => read(query)).toThrow(expect.objectContaining({ code: 'malformed_request' }));
});

test.each<[string, number]>([
  ['1', 1],
  ['100', 100],
  ['007', 7],
])('%s is a number', (text, number) => {
  expect(numberText(1, 100).safeParse(text)).toMatchObject({ success: true, data: number });
});

test.each(['0', '101', '', ' 1', '1.0', '-1', '+1', '1e1', '0x1', '９', '9'.repeat(40), 7])(
  '%j is none between 1 and 100',
  (text) => {
    expect(numberText(1, 100).safeParse(text).success).toBe(false);
  },
);
