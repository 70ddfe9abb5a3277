import type { ProbeStanding } from './standings-of.ts';

/** A probe's state, and in brackets what must be known with it: `down (alarm not yet)`. */
export function standingWords({ state, alarmSays, maintenance }: ProbeStanding): string {
  const notes = [...(maintenance ? ['maintenance'] : []), ...alarmNotes(state, alarmSays)];
  return notes.length === 0 ? state : `${state} (${notes.join(', ')})`;
}

function alarmNotes(
  state: ProbeStanding['state'],
  alarmSays: ProbeStanding['alarmSays'],
): readonly string[] {
  if (state === 'down') return alarmSays === 'up' ? ['alarm not yet'] : [];
  return alarmSays === 'down' ? ['alarm still on'] : [];
}
