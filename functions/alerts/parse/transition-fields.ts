import type { AlarmState } from '../transition.ts';
import { BadMessage } from './bad-message.ts';

const STATES: readonly AlarmState[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

/** CloudWatch's own limit. */
const LONGEST_NAME = 255;

/** As CloudWatch writes it, `2023-09-08T15:47:04.677+0000`, or with `Z`. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

/** Nothing that CloudWatch says of an alarm is longer. */
const LONGEST_TEXT = 4_000;

export function nameIn(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST_NAME) {
    throw new BadMessage(`it names no alarm: a name has 1 to ${LONGEST_NAME} characters`);
  }
  return value;
}

export function stateIn(value: unknown): AlarmState {
  const state = STATES.find((known) => known === value);
  if (!state) throw new BadMessage(`its state is none of ${STATES.join(', ')}`);
  return state;
}

/** In UTC with milliseconds. */
export function timeIn(value: unknown): string {
  const epochMs = typeof value === 'string' && TIME.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(epochMs)) throw new BadMessage('it has no time that can be read');
  return new Date(epochMs).toISOString();
}

/** Empty where there is none: an alarm without words is one all the same. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : '';
}
