import * as z from 'zod/mini';
import { plainText } from '../../../functions/feedback/plain-text.ts';
import { parseWith } from '../../../functions/shared/parse-with.ts';

const schema = z.strictObject({
  kind: z.exactOptional(z.enum(['bug', 'idea', 'praise'])),
  agreed: z.exactOptional(z.literal(true)),
  count: z.exactOptional(z.int().check(z.gte(1), z.lte(9))),
  name: z.exactOptional(z.string().check(z.minLength(2), z.maxLength(3))),
  list: z.exactOptional(z.array(z.string()).check(z.minLength(1), z.maxLength(2))),
  text: z.exactOptional(plainText(5)),
});

test.each([
  [{ kind: 'x' }, 'not_allowed', 'must be bug, idea or praise'],
  [{ agreed: false }, 'not_allowed', 'must be true'],
  [{ count: 10 }, 'too_big', 'is too large: at most 9'],
  [{ count: 0 }, 'too_small', 'is too small: at least 1'],
  [{ name: 'abcd' }, 'too_big', 'is too long: at most 3'],
  [{ name: 'a' }, 'too_small', 'is too short: at least 2'],
  [{ list: ['', '', ''] }, 'too_big', 'has too many entries: at most 2'],
  [{ list: [] }, 'too_small', 'has too few entries: at least 1'],
  [{ text: 'abcdef' }, 'too_long', 'is too long: at most 5 characters'],
  [{ kind: 1 }, 'not_allowed', 'must be bug, idea or praise'],
  [{ else: 1 }, 'unknown_key', 'is not a known key'],
])('%j is told what would be right', (value, code, detail) => {
  expect(() => parseWith(schema, value, 'malformed_request')).toThrow(
    expect.objectContaining({ errors: [expect.objectContaining({ code, detail })] }),
  );
});

test('what is missing is missing, whatever it may be', () => {
  const required = z.object({ kind: z.enum(['bug']) });
  expect(() => parseWith(required, {}, 'malformed_request')).toThrow(
    expect.objectContaining({
      errors: [{ pointer: '/kind', code: 'required', detail: 'is missing' }],
    }),
  );
});
