import { parseDocument } from '../../../../functions/toggles/lint/parse-document.ts';
import { parseToggle } from '../../../../functions/toggles/lint/parse-toggle.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

test('gives the document as it came, without what is for editors', () => {
  const document = documentOf({ it: toggle() }, { $evaluators: { beta: { var: 'beta' } } });
  const $schema = 'https://flagd.dev/schema/v0/flags.json';
  expect(parseDocument({ $schema, ...document })).toEqual(document);
});

test('names every fault, each with its place, its code and what to do', () => {
  const it = { ...toggle({ defaultVariant: 'maybe' }), state: 'on' };
  const document = { flags: { it }, metadata: {} };
  expect(() => parseDocument(document)).toThrow(
    expect.objectContaining({
      code: 'toggle_invalid',
      message: expect.stringContaining('(and 2 more)'),
      errors: [
        expect.objectContaining({ pointer: '/metadata/bucketing', code: 'missing' }),
        expect.objectContaining({ pointer: '/flags/it/state', code: 'bad_state' }),
        expect.objectContaining({
          pointer: '/flags/it/defaultVariant',
          code: 'unknown_variant',
          detail: "names no variant: 'maybe': use one of: on, off",
        }),
      ],
    }),
  );
});

test('gives a toggle as it came; the places of its faults are within it', () => {
  expect(parseToggle('it', toggle())).toEqual(toggle());
  expect(() => parseToggle('it', { ...toggle(), defaultVariant: 'maybe' })).toThrow(
    expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/defaultVariant' })] }),
  );
  expect(() => parseToggle('a b', toggle())).toThrow('must be 1 to 100 letters');
});

test('leaves it to the document whether a segment exists', () => {
  const it = toggle({ targeting: { if: [{ $ref: 'beta' }, 'on', { $ref: 'share' }] } });
  expect(parseToggle('it', it)).toBe(it);
});
