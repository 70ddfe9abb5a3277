import { promoteToggles } from '../../../../functions/toggles/edits/promote-toggles.ts';
import { listing, SEARCH as search } from '../../../support/beta-testers.ts';
import { documentOf } from '../../../support/toggle-builders.ts';

const staff = { ends_with: [{ var: 'email' }, '@shop.example'] };
const stage = (beta?: object) =>
  documentOf({ search }, beta === undefined ? {} : { $evaluators: { beta } });
const promoted = (from: object, to?: object) =>
  promoteToggles(stage(from), stage(to))?.document.$evaluators?.['beta'];

test.each<[string, object, object | undefined, object]>([
  [
    'a rule comes along',
    { or: [listing('b1'), staff] },
    listing('p1'),
    { or: [listing('p1'), staff] },
  ],
  ['a rule goes', listing('b1'), { or: [listing('p1', 'p2'), staff] }, listing('p1', 'p2')],
  ['the segment is new', { or: [listing('b1'), staff] }, undefined, staff],
  ['nobody has joined there', listing('b1'), staff, listing()],
])('each stage keeps its own testers where %s', (_, from, to, after) => {
  expect(promoted(from, to)).toEqual(after);
});

test('nothing is promoted where testers alone differ', () => {
  expect(promoteToggles(stage(listing('b1')), stage(listing('p1')))).toBeUndefined();
});
