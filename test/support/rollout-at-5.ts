import { bakingRollout, guardAlarm, toggleAt, wellSeen } from './rollout-builders.ts';

/** In force: the step of 5 %. */
export const AT_5 = bakingRollout(1);
export const seenAt5 = (difference = {}) => wellSeen({ toggle: toggleAt(5), ...difference });
export const firing = guardAlarm({ state: 'ALARM', reason: 'Threshold Crossed: 2 out of 3' });
export const KILL = { variant: 'off', who: 'bob', why: 'it burns', at: '2026-11-23T09:20:00.000Z' };
