import type { Act } from '../../../../cli/toggles/plan.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { importToggles } from '../../../../functions/toggles/edits/import-toggles.ts';
import type { ToggleStore } from '../../../../functions/toggles/store/toggle-store.ts';
import type { ToggleDocument } from '../../../../functions/toggles/toggle-document.ts';
import { ANN, listing, stageWithBeta } from '../../../support/beta-testers.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';
import { overtakenBy } from '../../../support/two-toggles.ts';

const staff = { ends_with: [{ var: 'email' }, '@shop.example'] };

/** A person puts the segment as given into the toggles. */
const rewriting = (beta: unknown) => (store: ToggleStore) => {
  const incoming: ToggleDocument = documentOf({}, { $evaluators: { beta } });
  const change = (document: ToggleDocument) => importToggles(document, incoming, { replace: true });
  return editToggles(store, change, ANN);
};

test('what somebody else writes at the same time stays', async () => {
  const { report, settleWith, rule, toggles } = await stageWithBeta();
  const tester = await report('a', 'visitor-1');
  await settleWith({ toggles: overtakenBy(toggles, rewriting(staff)) }, tester);
  expect(await rule()).toEqual({ or: [listing('visitor-1'), staff] });
});

test('where others are always faster it gives up, to be tried again', async () => {
  const { report, settleWith, toggles } = await stageWithBeta();
  const tester = await report('a', 'visitor-1');
  let count = 0;
  const other = (store: ToggleStore) => {
    count += 1;
    return rewriting(listing(`other-${count}`))(store);
  };
  const settling = settleWith({ toggles: overtakenBy(toggles, other, 99) }, tester);
  await expect(settling).rejects.toMatchObject({ code: 'toggle_conflict' });
  expect(count).toBeLessThan(10);
});

test('a claim of the same visitor that comes between two looks is not undone', async () => {
  const { report, settle, settleWith, rule, toggles, feedback } = await stageWithBeta();
  const first = await report('a', 'visitor-1');
  await settle(first);
  await feedback.erase('a');
  const joining: Act = async (store) => {
    await settle(await report('b', 'visitor-1')); // finds the visitor in the list: nothing to write
    return editToggles(store, () => undefined, ANN);
  };
  await settleWith({ toggles: overtakenBy(toggles, joining) }, first);
  expect(await rule()).toEqual(listing('visitor-1'));
});

test.each<[string, unknown]>([
  ['text', 'everybody'],
  ['a number', 7],
  ['a list', ['visitor-1']],
  ['a rule of two operators', { in: [], or: [] }],
  ['an operator that nobody knows', { isBeta: [true] }],
  ['what names a variant of its own', { if: [staff, 'on', 'off'] }],
])('a segment that is %s takes nobody, and is not touched', async (_, beta) => {
  const search = toggle({ targeting: { $ref: 'beta' } });
  const { report, settle, rule, outcome } = await stageWithBeta(beta, search);
  expect(await settle(await report('a', 'visitor-1'))).toMatchObject({ closed: 1 });
  expect(await rule()).toEqual(beta);
  expect(await outcome('a')).toEqual({ turn: 1, outcome: 'closed' });
});

/** Nearly all that a rule may take. */
const large = { in: [{ var: 'email' }, ['x'.repeat(63_850)]] };

test('who leaves gets out, though those who want in make the rule too large', async () => {
  const { report, settle, rule, outcome, feedback } = await stageWithBeta({
    or: [listing('visitor-1'), large],
  });
  const leaver = await report('a', 'visitor-1');
  await feedback.erase('a');
  const joiner = await report('b', 'y'.repeat(64));
  expect(await settle(joiner, leaver)).toEqual({ joined: 0, left: 1, closed: 1 });
  expect(await rule()).toEqual(large);
  expect(await outcome('b')).toMatchObject({ outcome: 'closed' });
});

test('who cannot leave, because the toggles are broken, is not forgotten: it fails', async () => {
  const broken = { or: [listing('visitor-1'), { isBeta: [true] }] };
  const { report, settle, feedback } = await stageWithBeta(broken);
  const leaver = await report('a', 'visitor-1');
  await feedback.erase('a');
  await expect(settle(leaver)).rejects.toMatchObject({ code: 'toggle_invalid' });
});

test.each(['readDocument', 'save'] as const)(
  'while DynamoDB does not answer (%s), nothing is noted, and the next attempt does it',
  async (call) => {
    const { report, settle, settleWith, rule, outcome, toggles } = await stageWithBeta();
    const tester = await report('a', 'visitor-1');
    const down = overtakenBy(toggles, async () => toggles.readDocument() as never, 0);
    down[call] = () => Promise.reject(new Unavailable('DynamoDB does not answer'));
    await expect(settleWith({ toggles: down }, tester)).rejects.toBeInstanceOf(Unavailable);
    expect(await outcome('a')).toBeUndefined();
    await settle(tester);
    expect(await rule()).toEqual(listing('visitor-1'));
  },
);
