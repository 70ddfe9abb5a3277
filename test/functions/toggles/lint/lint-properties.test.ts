import { FeatureFlag } from '@openfeature/flagd-core';
import * as fc from 'fast-check';
import { Problem } from '../../../../functions/shared/problem.ts';
import { lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import { parseDocument } from '../../../../functions/toggles/lint/parse-document.ts';
import { parseToggle } from '../../../../functions/toggles/lint/parse-toggle.ts';
import { evaluate } from '../../../../functions/toggles/reader/evaluate.ts';
import type { ToggleDocument } from '../../../../functions/toggles/toggle-document.ts';
import { soundRules, users, wildRules } from '../../../support/rule-arbitraries.ts';
import { documentOf, snapshotOf, toggle } from '../../../support/toggle-builders.ts';

const $evaluators = { beta: { in: [{ var: 'email' }, ['ann@example.com']] } };

const variants = { on: 1, off: 2, true: 3, false: 4 };

function documentWith(targeting: object): ToggleDocument {
  return documentOf({ it: toggle({ variants, targeting }) }, { $evaluators });
}

function errorsOf(document: unknown): readonly string[] {
  return lintDocument(document)
    .filter(({ severity }) => severity === 'error')
    .map(({ path, rule }) => `${path} ${rule}`);
}

function refusalOf(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** JSON in which the words of a document turn up, in their places and in others. */
const words = fc.constantFrom('flags', 'metadata', '$evaluators', 'it', 'state', 'variants', 'on');
const { any: json } = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom('ENABLED', 'on', 'flagd-core-4', null, 100, true),
    fc.dictionary(fc.oneof(words, fc.string(), fc.constant('__proto__')), tie('any')),
    fc.array(tie('any'), { maxLength: 3 }),
    wildRules,
    fc.jsonValue(),
  ),
}));

test('any JSON is a document or a Problem that says where it is wrong', () => {
  fc.assert(
    fc.property(json, (value) => {
      const refusal = refusalOf(() => parseDocument(JSON.parse(JSON.stringify(value))));
      expect(refusal).toBeInstanceOf(Problem);
      expect(refusal).toMatchObject({ code: 'toggle_invalid', errors: expect.anything() });
    }),
    { numRuns: 500 },
  );
});

test('any JSON in any place of a document is taken or refused with a Problem', () => {
  const places = fc.constantFrom('state', 'variants', 'defaultVariant', 'targeting', 'metadata');
  fc.assert(
    fc.property(places, json, (place, value) => {
      const refusal = refusalOf(() => parseToggle('it', { ...toggle(), [place]: value }));
      if (refusal !== undefined) expect(refusal).toBeInstanceOf(Problem);
    }),
    { numRuns: 1_000 },
  );
});

test('whatever JavaScript values are in settings, the linter answers', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
      lintDocument(value);
      lintDocument(documentOf({ it: value as never }, { $evaluators: { beta: value } }));
    }),
    { numRuns: 1_000 },
  );
});

test('no rule that passes fails to compile, whatever its operators', () => {
  let passed = 0;
  fc.assert(
    fc.property(wildRules, users, (rule, user) => {
      const document = documentWith({ if: [rule, 'on', 'off'] });
      if (errorsOf(document).length > 0) return;
      passed += 1;
      const resolution = evaluate(snapshotOf(document.flags, { $evaluators }), 'it', user as never);
      expect(resolution).not.toEqual({ errorCode: 'PARSE_ERROR' });
    }),
    { numRuns: 1_500 },
  );

  expect(passed).toBeGreaterThan(30); // or the property says little
});

test('no rule that decides the variant and passes gives one that does not exist', () => {
  fc.assert(
    fc.property(wildRules, (rule) => {
      const document = documentWith(rule as object);
      if (errorsOf(document).length > 0) return;
      const flag = { ...document.flags['it'], targeting: rule } as never;
      const { errorMessage = '' } = new FeatureFlag('it', flag, SILENT).evaluate({});
      expect(errorMessage).not.toContain('not found');
    }),
    { numRuns: 1_500 },
  );
});

const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

test('a sound rule passes, and is evaluated for every user without an error', () => {
  fc.assert(
    fc.property(soundRules, users, fc.string({ minLength: 1 }), (rule, user, targetingKey) => {
      const document = documentWith(rule);
      expect(errorsOf(document)).toEqual([]);
      const snapshot = snapshotOf(document.flags, { $evaluators });
      const resolution = evaluate(snapshot, 'it', { ...user, targetingKey } as never);
      expect(resolution).toHaveProperty('variant');
    }),
    { numRuns: 1_000 },
  );
});
