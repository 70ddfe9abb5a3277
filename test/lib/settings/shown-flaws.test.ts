import { flawsOf, someSettings } from '../../support/settings.ts';

/** What a terminal would act on, at both ends of far too much. */
const HOSTILE = `\u001b[31m${'x'.repeat(100_000)}\u202e`;

const withStep = (step: object) => ({
  ...someSettings(),
  probes: [{ name: 'a', journey: [{ name: 'b', path: '/', ...step }] }],
});

test.each<[string, object]>([
  ['a path into JSON', withStep({ extract: { id: { json: HOSTILE } } })],
  ['an expression', withStep({ extract: { id: { body: HOSTILE } } })],
  ['a name of a variable', withStep({ method: 'HEAD', extract: { [HOSTILE]: { body: 'x' } } })],
  [
    'a probe in maintenance',
    { ...someSettings(), maintenance: [{ from: '02:00', for: '2h', probes: [HOSTILE] }] },
  ],
])('%s is shown cut short, without what a terminal would act on', (_, settings) => {
  const flaws = flawsOf(settings);
  expect(flaws).not.toEqual([]);
  for (const flaw of flaws) {
    expect(flaw).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(flaw.length).toBeLessThan(3_500);
  }
});

test('what is wrong with a long text stays readable', () => {
  const path = `$${'.a'.repeat(5_000)} = 1`;
  expect(flawsOf(withStep({ extract: { id: { json: path } } })).join()).toContain(
    "goes on at ' = 1', which names no single value",
  );
});
