import { diffDocuments, diffSegments } from '../../../../functions/toggles/edits/diff-documents.ts';
import { importToggles } from '../../../../functions/toggles/edits/import-toggles.ts';
import { promoteToggles } from '../../../../functions/toggles/edits/promote-toggles.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const on = toggle({ defaultVariant: 'on' });
const off = toggle();
const forBeta = toggle({ targeting: { if: [{ $ref: 'beta' }, 'on', null] } });
const beta = { in: [{ var: 'email' }, ['ann@example.com']] };
const staff = { '==': [{ var: 'staff' }, true] };

describe('diff', () => {
  test('shows what is only here, only there, and otherwise', () => {
    const differences = diffDocuments(
      documentOf({ a: on, b: on, c: on }),
      documentOf({ b: off, c: on, d: on }),
    );
    expect(differences).toEqual([
      { key: 'a', before: on },
      { key: 'b', before: on, after: off },
      { key: 'd', after: on },
    ]);
  });

  test('does not count the order in which something is written', () => {
    const { state, metadata, ...rest } = on;
    const turned = documentOf({ b: off, a: { metadata: { ...metadata }, ...rest, state } });
    expect(diffDocuments(documentOf({ a: on, b: off }), turned)).toEqual([]);
  });

  test('knows no toggle that was not made', () => {
    expect(diffDocuments(documentOf({ toString: on }), documentOf({}))).toEqual([
      { key: 'toString', before: on },
    ]);
  });

  test('shows segments apart: toggles that use them serve something else', () => {
    const here = documentOf({}, { $evaluators: { beta, staff } });
    const there = documentOf({}, { $evaluators: { beta: staff, staff } });
    expect(diffSegments(here, there)).toEqual([{ key: 'beta', before: beta, after: staff }]);
    expect(diffSegments(here, documentOf({}))).toHaveLength(2);
  });
});

describe('import', () => {
  test('adds toggles and segments, and leaves what is not named', () => {
    const incoming = documentOf({ a: off, b: forBeta }, { $evaluators: { beta } });
    const edit = importToggles(documentOf({ a: off, z: on }), incoming);
    expect(edit).toMatchObject({
      document: { flags: { a: off, b: forBeta, z: on }, $evaluators: { beta } },
      summary: 'imported b, segment beta',
      keys: ['b'],
      segments: ['beta'],
    });
  });

  test('changes nothing where all is there already', () => {
    const document = documentOf({ a: on, b: off });
    expect(importToggles(document, documentOf({ a: on }))).toBeUndefined();
  });

  test('replaces what is otherwise only when told to', () => {
    const document = documentOf({ a: forBeta, b: off }, { $evaluators: { beta } });
    const incoming = documentOf({ b: on, c: on }, { $evaluators: { beta: staff } });
    expect(() => importToggles(document, incoming)).toThrow('exist already and differ: b, beta');
    const edit = importToggles(document, incoming, { replace: true });
    expect(edit?.document).toMatchObject({
      flags: { a: forBeta, b: on, c: on },
      $evaluators: { beta: staff },
    });
  });

  test('refuses a segment that breaks a toggle that uses it', () => {
    const share = { fractional: [['on', 100]] };
    const it = toggle({ targeting: { $ref: 'share' } });
    const document = documentOf({ it }, { $evaluators: { share } });
    const incoming = documentOf({}, { $evaluators: { share: { fractional: [['blue', 100]] } } });
    expect(() => importToggles(document, incoming, { replace: true })).toThrow(
      "flags.it.targeting names no variant: 'blue'",
    );
  });
});

describe('promote', () => {
  const beta1 = documentOf({ a: on, b: forBeta, c: on }, { $evaluators: { beta, staff } });

  test('makes the named toggles as they are there, with the segments that they use', () => {
    const prod = documentOf({ a: off, z: on }, { $evaluators: { beta: staff } });
    const edit = promoteToggles(beta1, prod, ['b']);
    expect(edit).toMatchObject({
      summary: 'promoted b, segment beta',
      keys: ['b'],
      segments: ['beta'],
    });
    expect(edit?.document.flags).toEqual({ a: off, b: forBeta, z: on });
    expect(edit?.document.$evaluators).toEqual({ beta });
  });

  test('makes all of them so, unless some are named; what only the other stage has stays', () => {
    const edit = promoteToggles(beta1, documentOf({ a: off, z: on }));
    expect(edit?.document.flags).toEqual({ a: on, b: forBeta, c: on, z: on });
    expect(promoteToggles(beta1, edit?.document ?? documentOf({}))).toBeUndefined();
  });

  test('names a toggle that is not there', () => {
    expect(() => promoteToggles(beta1, documentOf({}), ['toString'])).toThrow('Known: a, b, c');
  });
});
