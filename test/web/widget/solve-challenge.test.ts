import { randomBytes } from 'node:crypto';
import { checkSolution } from '../../../functions/feedback/challenge/check-solution.ts';
import { newChallenge } from '../../../functions/feedback/challenge/new-challenge.ts';
import { solveChallenge } from '../../../web/widget/solve-challenge.ts';
import { encoded } from '../../support/solved.ts';

const NOW_MS = Date.parse('2026-11-23T09:00Z');

const challenge = newChallenge('key', NOW_MS, randomBytes);

/** No counter solves it. */
const ENDLESS = {
  ...challenge,
  parameters: { ...challenge.parameters, cost: 1, keyPrefix: 'ff'.repeat(16) },
};

test('what the widget finds, the API takes; and how long it takes was said once', async () => {
  const estimates: number[] = [];
  const { signal } = new AbortController();
  const solution = await solveChallenge(challenge, signal, (seconds) => estimates.push(seconds));
  expect(checkSolution(encoded({ challenge, solution }), ['key'], NOW_MS).flaw).toBeUndefined();
  expect(estimates).toEqual([expect.any(Number)]);
  expect(estimates[0]).toBeGreaterThanOrEqual(1);
});

test('it stops where it is told to', async () => {
  const controller = new AbortController();
  const work = solveChallenge(ENDLESS, controller.signal, () => controller.abort());
  expect(await work).toBeUndefined();
});
