import { redact } from '../../../functions/feedback/redact.ts';

test.each([
  ['write to ann.smith+shop@mail.example.com please', 'write to [e-mail] please'],
  ['call +41 (0)79 123 45 67', 'call [number]'],
  ['card 4111 1111 1111 1111', 'card [number]'],
  ['my iban is CH93 0076 2011 6238 5295 7', 'my iban is [account]'],
  ['from 203.0.113.9', 'from [address]'],
  ['password: hunter2!', 'password: [secret]'],
  ['api_key=abc', 'api_key=[secret]'],
  ['AKIAIOSFODNN7EXAMPLE', '[key]'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def', '[token]'],
])('hides what is personal: %s', (text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

test.each(['Order 12345 failed at 10:30 on page 3', 'It costs 1,299.00', 'v1.2.3 is broken'])(
  'leaves what is not: %s',
  (text) => {
    expect(redact(text)).toBe(text);
  },
);

test('stays fast on hostile text', () => {
  const started = performance.now();
  for (const part of ['a@', '1 ', 'password:', 'eyJ.', 'AB12 ', '-.', '1.'])
    redact(part.repeat(8_000));
  expect(performance.now() - started).toBeLessThan(1_000);
});
