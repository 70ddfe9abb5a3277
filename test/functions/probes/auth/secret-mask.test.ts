import fc from 'fast-check';
import { SecretMask } from '../../../../functions/probes/auth/secret-mask.ts';

const SECRET = 'k-93ab77c1';

function maskOf(...secrets: string[]): SecretMask {
  const mask = new SecretMask();
  for (const secret of secrets) mask.add(secret);
  return mask;
}

test.each([
  [`who is ${SECRET}? ${SECRET}!`, 'who is ***? ***!'],
  ['who is k-93ab7…', 'who is ***…'],
  ['who is k-93a…', 'who is k-93a…'],
  ['k-93ab is what keys begin with', 'k-93ab is what keys begin with'],
  [`k-93abk-93ab77c1`, 'k-93ab***'],
  [`${SECRET}${SECRET}`, '******'],
  ['status was 503', 'status was 503'],
])('%s is shown as %s', (text, shown) => {
  expect(maskOf(SECRET, 'another').over(text)).toBe(shown);
});

test('no secret is left, whatever is around it, and nothing else is lost', () => {
  const secrets = fc.string({ minLength: 6, maxLength: 40 });
  fc.assert(
    fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!secret.includes('*') && !before.includes(secret) && !after.includes(secret));
      const shown = maskOf(secret).over(`${before}${secret}${after}`);
      expect(shown).not.toContain(secret);
      expect(shown).toContain('***');
      expect(maskOf(secret).over(before)).toBe(before);
    }),
  );
});

const AWKWARD = 'p@ss "w\\rd/+=&<1>  two';

test.each([
  ['JSON', JSON.stringify({ got: AWKWARD }), '{"got":"***"}'],
  ['JSON that is cut', `${JSON.stringify(AWKWARD).slice(0, 15)}…`, '"***…'],
  ['an address', `?got=${encodeURIComponent(AWKWARD)}&more=1`, '?got=***&more=1'],
  ['a form', `got=${new URLSearchParams({ got: AWKWARD }).toString().slice(4)}`, 'got=***'],
  ['HTML', '<p>p@ss &quot;w\\rd/+=&amp;&lt;1&gt;  two</p>', '<p>***</p>'],
  ['one line', AWKWARD.replace('  ', ' '), '***'],
  ['base64', `Basic ${Buffer.from(AWKWARD).toString('base64')}`, 'Basic ***'],
])('a secret is masked as %s writes it', (_, text, shown) => {
  expect(maskOf(AWKWARD).over(text)).toBe(shown);
});

test('half a character in a secret is no fault', () => {
  expect(maskOf('half\ud83d-of-it').over('got half\ud83d-of-it')).toBe('got ***');
});

test('a word is no secret for being short', () => {
  expect(maskOf('order').over('order 7')).toBe('order 7');
});

test('in a result, it is masked wherever the target speaks', () => {
  const said = `got ${SECRET}`;
  const step = { name: 'pay', outcome: 'down', sentence: said, phases: {} } as const;
  const check = { name: said, status: 'warn', observedValue: said, output: said } as const;
  const result = {
    outcome: 'down',
    sentence: said,
    phases: {},
    steps: [step],
    checks: [check],
  } as const;
  const shown = JSON.stringify(maskOf(SECRET).overResult(result));
  expect(shown).not.toContain(SECRET);
  expect(shown).toContain('"observedValue":"got ***","output":"got ***"');
});

test('of more than a thousand the oldest are no longer known', () => {
  const mask = maskOf(SECRET, ...Array.from({ length: 999 }, (_, at) => `secret ${at}`));
  mask.add(SECRET);
  mask.add('one more');
  expect(mask.over(`secret 0, ${SECRET}`)).toBe('secret 0, ***');
});
