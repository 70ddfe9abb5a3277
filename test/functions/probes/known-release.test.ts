import { createKnownRelease } from '../../../functions/probes/known-release.ts';

test('tells the current release, and the last known one while the table is down', async () => {
  const answers = [
    () => Promise.resolve({ releaseId: 'r1', since: '2026-11-23T09:00:00.000Z' }),
    () => Promise.reject(new Error('down')),
    () => Promise.resolve(undefined),
  ];
  const reported: unknown[] = [];
  const knownRelease = createKnownRelease(
    { current: () => answers.shift()?.() ?? Promise.resolve(undefined) },
    (error) => reported.push(error),
  );
  expect(await knownRelease()).toBe('r1');
  expect(await knownRelease()).toBe('r1');
  expect(reported).toEqual([new Error('down')]);
  expect(await knownRelease()).toBeUndefined();
});
