import type { Rollout } from '../../../../functions/toggles/rollouts/rollout.ts';
import {
  abortRollout,
  endRollout,
  pauseRollout,
  resumeRollout,
} from '../../../../functions/toggles/rollouts/steer-rollout.ts';
import {
  bakingRollout,
  guardedToggle,
  START_MS,
  toggleAt,
} from '../../../support/rollout-builders.ts';

const BOB = { who: 'bob', why: 'lunch', nowMs: START_MS + 60_000 };
const NOON = '2026-11-23T09:11:00.000Z';
const running = bakingRollout(1);
const paused = bakingRollout(1, { state: 'paused', untold: true });
const aborting = bakingRollout(1, { state: 'aborted', pending: 'kill' });

test('a pause says who and why, and tells the team', () => {
  expect(pauseRollout(running, BOB)).toMatchObject({
    state: 'paused',
    untold: true,
    reason: 'paused by bob: lunch',
    events: expect.arrayContaining([{ at: NOON, who: 'bob', what: 'paused: lunch' }]),
  });
});

test.each([
  ['as it was left', 5, 1],
  ['lowered', 0, 0],
  ['raised between two steps', 30, 3],
  ['raised to a step', 50, 3],
])('goes on from what is served now: %s', (_, percent, step) => {
  const resumed = resumeRollout(paused, { toggle: toggleAt(percent) }, BOB);
  expect(resumed).toMatchObject({
    state: 'running',
    step,
    pending: 'percent',
    servedPercent: percent,
    since: NOON,
    untold: false,
  });
  expect(resumed.reason).toMatch(/^step \d of 5: on to \d+ %, resumed: lunch$/);
});

test('goes on after an abort as well, once the kill was lifted', () => {
  const { pending: _done, ...aborted } = aborting;
  const kill = { variant: 'off', who: 'guarded rollout of ann', why: 'alarm', at: NOON };
  const toggle = toggleAt(5);
  expect(() => resumeRollout(aborted, { toggle, kill }, BOB)).toThrow('restore new-checkout first');
  expect(resumeRollout(aborted, { toggle }, BOB)).toMatchObject({ state: 'running', step: 1 });
});

test('an end leaves the toggle alone, an abort has it killed', () => {
  const ended = endRollout({ ...running, pending: 'percent' }, BOB);
  expect(ended).toMatchObject({ state: 'ended', reason: 'ended by bob: lunch', untold: true });
  expect(ended).not.toHaveProperty('pending');
  expect(abortRollout(paused, BOB)).toMatchObject({
    state: 'aborted',
    pending: 'kill',
    reason: 'aborted by bob: lunch',
  });
});

const resume =
  (toggle = toggleAt(5)) =>
  (rollout: Rollout) =>
    resumeRollout(rollout, { toggle }, BOB);

test.each<[string, (rollout: Rollout) => Rollout, Rollout, string]>([
  ['pause what is paused', (rollout) => pauseRollout(rollout, BOB), paused, 'it is paused'],
  ['resume what is running', resume(), running, 'it is running'],
  ['resume what is finished', resume(), bakingRollout(4, { state: 'finished' }), 'it is finished'],
  ['resume what is being aborted', resume(), aborting, 'try again in a minute'],
  ['resume what is disabled', resume(guardedToggle({ state: 'DISABLED' })), paused, 'is disabled'],
  [
    'resume without a percentage',
    resume(guardedToggle({ targeting: { x: [] } })),
    paused,
    'no percentage',
  ],
  ['resume what was removed', (rollout) => resumeRollout(rollout, {}, BOB), paused, 'was removed'],
  ['end what is over', (rollout) => endRollout(rollout, BOB), aborting, 'aborted already'],
  ['abort what is over', (rollout) => abortRollout(rollout, BOB), aborting, 'aborted already'],
])('refuses to %s', (_, steer, rollout, message) => {
  expect(() => steer(rollout)).toThrow(message);
});

test('refuses to resume above its last step', () => {
  const short = { ...paused, steps: paused.steps.slice(0, 3) };
  expect(() => resume(toggleAt(60))(short)).toThrow('serves on to 60 %, above its last step');
});

test('keeps the latest 50 events', () => {
  let rollout: Rollout = running;
  for (let time = 0; time < 40; time += 1) {
    rollout = resume()(pauseRollout(rollout, BOB));
  }
  expect(rollout.events).toHaveLength(50);
  expect(rollout.events.at(-1)?.what).toContain('resumed');
});
