import { MAX_MEMBERS } from '../../../../functions/toggles/members/change-members.ts';
import { listing, stageWithBeta } from '../../../support/beta-testers.ts';

test('lets in who wants in, and says so in the contact and in the history', async () => {
  const { report, settle, rule, outcome, toggles } = await stageWithBeta();
  const ann = await report('a', 'visitor-1');
  expect(await settle(ann)).toEqual({ joined: 1, left: 0, closed: 0 });
  expect(await rule()).toEqual(listing('visitor-1'));
  expect(await outcome('a')).toEqual({ turn: 1, outcome: 'in' });
  const [entry] = await toggles.history({ limit: 1 });
  expect(entry).toMatchObject({ who: 'feedback', segments: ['beta'], isMembership: true });
  expect(JSON.stringify(entry)).not.toMatch(/visitor-1|example\.com/);
});

test('makes the segment, and the document, where there is none', async () => {
  const { report, settle, rule } = await stageWithBeta(null);
  await settle(await report('a', 'visitor-1'));
  expect(await rule()).toEqual(listing('visitor-1'));
});

test('lets in nobody who has not shown that the mailbox is theirs', async () => {
  const { report, settle, rule, outcome } = await stageWithBeta();
  await settle(await report('a', 'visitor-1', { confirmedAt: null }));
  expect(await rule()).toEqual(listing());
  expect(await outcome('a')).toBeUndefined();
});

test('what is told twice is done once, and all of a batch is one version', async () => {
  const { report, settle, rule, toggles } = await stageWithBeta();
  const [ann, bob] = [await report('a', 'visitor-1'), await report('b', 'visitor-2')];
  await settle(ann, bob, ann);
  await settle(ann);
  await settle(bob, ann);
  expect(await rule()).toEqual(listing('visitor-1', 'visitor-2'));
  expect(await toggles.readHead()).toMatchObject({ docVersion: 2 });
});

test('goes by what is wanted now, whatever was told before', async () => {
  const { report, settle, rule, feedback } = await stageWithBeta();
  const ann = await report('a', 'visitor-1');
  await settle(ann);
  const beta = { targetingKey: 'visitor-1', wish: 'out', turn: 2 } as const;
  await feedback.changeContact('a', { beta });
  expect(await settle(ann)).toEqual({ joined: 0, left: 1, closed: 0 });
  expect(await rule()).toEqual(listing());
});

test('who erases one of two pieces of feedback stays in by the other, and by the last is out', async () => {
  const { report, settle, rule, feedback } = await stageWithBeta();
  const [first, second] = [await report('a', 'visitor-1'), await report('b', 'visitor-1')];
  await settle(first, second);
  await feedback.erase('a');
  expect(await settle(first)).toEqual({ joined: 0, left: 1, closed: 0 });
  expect(await rule()).toEqual(listing('visitor-1'));
  await feedback.erase('b');
  await settle(second);
  expect(await rule()).toEqual(listing());
});

test('tells who comes too late that nobody more is taken, until there is room', async () => {
  const others = Array.from({ length: MAX_MEMBERS }, (_, index) => `visitor-${index}`);
  const { report, settle, rule, outcome, feedback, toggles } = await stageWithBeta(
    listing(...others),
  );
  const eve = await report('e', 'eve');
  expect(await settle(eve)).toEqual({ joined: 0, left: 0, closed: 1 });
  expect(await outcome('e')).toEqual({ turn: 1, outcome: 'closed' });
  expect(await toggles.readHead()).toMatchObject({ docVersion: 1 });

  const leaver = await report('l', 'visitor-7');
  await feedback.erase('l');
  const beta = { targetingKey: 'eve', wish: 'in', turn: 2 } as const;
  await feedback.changeContact('e', { beta });
  await settle(leaver, eve);
  expect(await outcome('e')).toEqual({ turn: 2, outcome: 'in' });
  expect(await rule()).toEqual(listing(...others.filter((key) => key !== 'visitor-7'), 'eve'));
});

test.each([
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '$ref',
  'a"b\\',
  '<script>',
  'x'.repeat(64),
])('takes the targeting key %j as it is, and lets it out again', async (key) => {
  const staff = { ends_with: [{ var: 'email' }, '@shop.example'] };
  const { report, settle, rule, feedback } = await stageWithBeta(staff);
  const tester = await report('a', key);
  await settle(tester);
  expect(await rule()).toEqual({ or: [listing(key), staff] });
  await feedback.erase('a');
  await settle(tester);
  expect(await rule()).toEqual(staff);
});
