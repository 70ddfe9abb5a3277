import type { SettledBeta } from '../../../../functions/feedback/beta/settle-beta.ts';
import { settleTasks } from '../../../../functions/feedback/beta/settle-tasks.ts';
import { listing, stageWithBeta } from '../../../support/beta-testers.ts';
import { taskMessage } from '../../../support/task-message.ts';

/** Two who want in; the second cannot be let in until `mend`. */
async function stageWithPoison() {
  const { feedback, claims, toggles, report, rule } = await stageWithBeta();
  const [ann, bob] = [await report('a', 'visitor-1'), await report('b', 'visitor-2')];
  const settled: SettledBeta[] = [];
  const failures: unknown[] = [];
  const poison = new Error('no');
  const poisoned = {
    follow: (id: string, key: string) =>
      id === 'b' ? Promise.reject(poison) : claims.follow(id, key),
    isClaimed: (key: string) => claims.isClaimed(key),
  };
  const run = (receiveCount: number, others = { claims: poisoned }) => {
    const tasks = [taskMessage('m1', ann, receiveCount), taskMessage('m2', bob, receiveCount)];
    return settleTasks(tasks, {
      feedback,
      toggles,
      onSettled: (each) => settled.push(each),
      onFailure: (error) => failures.push(error),
      ...others,
    });
  };
  return { run, mended: { claims }, rule, settled, failures, poison };
}

test('what comes for the first time is settled as one', async () => {
  const { run, mended, rule, settled } = await stageWithPoison();
  expect(await run(1, mended)).toEqual([]);
  expect(await rule()).toEqual(listing('visitor-1', 'visitor-2'));
  expect(settled).toEqual([{ joined: 2, left: 0, closed: 0 }]);
});

test('one that fails keeps the others out once, and then no more', async () => {
  const { run, mended, rule, failures, poison } = await stageWithPoison();
  expect(await run(1)).toEqual(['m1', 'm2']);
  expect(await rule()).toEqual(listing());
  expect(await run(2)).toEqual(['m2']);
  expect(await rule()).toEqual(listing('visitor-1'));
  expect(failures).toEqual([poison, poison]);
  expect(await run(3, mended)).toEqual([]);
  expect(await rule()).toEqual(listing('visitor-1', 'visitor-2'));
});
