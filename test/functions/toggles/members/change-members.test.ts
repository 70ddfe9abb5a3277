import { importToggles } from '../../../../functions/toggles/edits/import-toggles.ts';
import { undoChange } from '../../../../functions/toggles/edits/undo-change.ts';
import { lintEdit } from '../../../../functions/toggles/lint/lint-edit.ts';
import {
  changeMembers,
  MAX_MEMBERS,
} from '../../../../functions/toggles/members/change-members.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleDocument } from '../../../../functions/toggles/toggle-document.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const ANN = { who: 'ann', why: 'to see' };
const listing = (...keys: string[]) => ({ in: [{ var: 'targetingKey' }, keys] });
const withBeta = (beta: unknown) => documentOf({ search: toggle() }, { $evaluators: { beta } });
const join = (document: ToggleDocument, ...keys: string[]) =>
  changeMembers(document, 'beta', { join: keys, leave: [] });

test('makes the segment where there is none, and says in the history what happened, but not to whom', () => {
  const { edit, refused } = join(documentOf({}), 'visitor-1', 'visitor-2');
  expect(edit?.document.$evaluators).toEqual({ beta: listing('visitor-1', 'visitor-2') });
  expect(edit).toMatchObject({ keys: [], segments: ['beta'], isMembership: true });
  expect(edit?.summary).toBe('segment beta: 2 users listed');
  expect(refused).toEqual([]);
  expect(join(documentOf({}), 'one').edit?.summary).toBe('segment beta: 1 user listed');
});

test('leaves everything else as it is', () => {
  const document = documentOf(
    { search: toggle({ targeting: { if: [{ $ref: 'beta' }, 'on', null] } }) },
    { $evaluators: { beta: listing('a'), staff: listing('b') } },
  );
  const { edit } = changeMembers(document, 'beta', { join: ['c'], leave: ['a', 'nobody'] });
  expect(edit?.document).toEqual({
    ...document,
    $evaluators: { beta: listing('c'), staff: listing('b') },
  });
});

test('changes nothing where there is nothing to change', () => {
  expect(join(withBeta(listing('a')), 'a')).toEqual({ edit: undefined, refused: [] });
  const leaving = changeMembers(documentOf({}), 'beta', { join: [], leave: ['a'] });
  expect(leaving).toEqual({ edit: undefined, refused: [] });
});

test('takes no more than there is room for; those who leave make room', () => {
  const full = Array.from({ length: MAX_MEMBERS - 1 }, (_, index) => `visitor-${index}`);
  const document = withBeta({ or: [{ '==': [{ var: 'plan' }, 'pro'] }, listing(...full)] });
  expect(join(document, 'a', 'b', 'visitor-1').refused).toEqual(['b']);
  const { edit, refused } = changeMembers(document, 'beta', {
    join: ['a', 'b'],
    leave: ['visitor-1'],
  });
  expect(refused).toEqual([]);
  expect(() => edit && lintEdit(edit, NOW)).not.toThrow();
});

test.each<[unknown]>([['everybody'], [null], [[]], [true], [7]])(
  'a segment that is %j takes nobody, and nobody has to leave it',
  (beta) => {
    const changes = { join: ['a'], leave: ['b'] };
    expect(changeMembers(withBeta(beta), 'beta', changes)).toEqual({
      edit: undefined,
      refused: ['a'],
    });
  },
);

test.each(['constructor', '__proto__', 'toString'])('a segment %s that is not there', (name) => {
  const { edit } = changeMembers(documentOf({}), name, { join: [], leave: ['a'] });
  expect(edit).toBeUndefined();
});

test('an undo passes over it: it takes back what a person did', async () => {
  const store = new MemoryToggleStore(() => NOW);
  const document = documentOf({ search: toggle() }, { $evaluators: { staff: listing('s') } });
  await store.save({ document, summary: 'made', keys: ['search'], segments: ['staff'] }, 0, ANN);
  const other = { ...document, $evaluators: { staff: listing('t') } };
  const imported = importToggles(document, other, { replace: true });
  if (imported) await store.save(imported, 1, ANN);
  const { edit } = join(other, 'visitor-1');
  if (edit) await store.save(edit, 2, { who: 'feedback', why: 'asked to' });

  await undoChange(store, {}, ANN);
  const { $evaluators } = (await store.readDocument())?.document ?? {};
  expect($evaluators).toEqual({ staff: listing('s'), beta: listing('visitor-1') });
});
