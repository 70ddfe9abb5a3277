import { lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import { split, written } from '../../../support/lint-found.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

describe('an edit', () => {
  const old = toggle({ metadata: { expires: '2026-11-22' } });
  const broken = toggle({ defaultVariant: 'maybe' });
  const today = '2026-11-23';

  test('is not held to what is wrong with other toggles', () => {
    expect(lintDocument(documentOf({ it: toggle(), broken }), { keys: ['it'] })).toEqual([]);
  });

  test('must not leave its own toggle expired; elsewhere that is a warning', () => {
    const document = documentOf({ it: toggle(), old });
    const severityOf = (keys?: string[]) =>
      lintDocument(document, { today, ...(keys && { keys }) }).map(
        ({ code, severity }) => `${code} ${severity}`,
      );
    expect(severityOf(['old'])).toEqual(['expired error']);
    expect(severityOf(['it'])).toEqual([]);
    expect(severityOf()).toEqual(['expired warning']);
    expect(lintDocument(document)).toEqual([]); // without a day nothing is late
  });

  test('a toggle is not late on its last day', () => {
    const document = documentOf({ it: toggle({ metadata: { expires: today } }) });
    expect(lintDocument(document, { today })).toEqual([]);
  });

  test('of a segment is held to what it does to the toggles that use it', () => {
    const rules = { share: split(['on', 5], ['grey', 95]), indirect: { $ref: 'share' } };
    const it = toggle({ targeting: { if: [{ var: 'a' }, 'on', { $ref: 'indirect' }] } });
    const document = documentOf({ it, broken }, { $evaluators: rules });
    const lint = (segments: string[]) => written(lintDocument(document, { keys: [], segments }));
    expect(lint(['share'])).toEqual(['unknown_variant targeting.if[2]']);
    expect(lint([])).toEqual([]);
  });
});
