import { UNPRINTABLE } from '../../shared/unprintable.ts';
import type { AttemptResult } from '../kinds/attempt-result.ts';
import type { Beat } from '../store/probe-store.ts';
import type { HeartbeatTarget } from '../targets/target.ts';
import { durationWords } from './duration-words.ts';

/** What is known of a job: its last beat, or since when its first one is waited for. */
export type Heard = { readonly beat: Beat } | { readonly waitingSince: Date };

type Times = Pick<HeartbeatTarget, 'periodMs' | 'graceMs'>;
type Verdict = Pick<AttemptResult, 'outcome' | 'sentence' | 'notYet'>;

/** Enough to know which failure it is: the job's own log has the rest. */
const EXCERPT_CHARACTERS = 80;

/** Whether a job is well: it must have beaten, lately, and not to say that it failed. */
export function judgeBeat(times: Times, heard: Heard, now: Date): AttemptResult {
  const verdict =
    'beat' in heard
      ? ofBeat(times, heard.beat, now)
      : ofSilence(times, now.getTime() - heard.waitingSince.getTime());
  return { ...verdict, phases: {} };
}

function ofBeat(times: Times, { at, outcome, message }: Beat, now: Date): Verdict {
  const ageMs = now.getTime() - Date.parse(at);
  const ago = `${durationWords(ageMs)} ago`;
  if (outcome === 'failed') {
    const why = message === undefined ? '' : `: ${excerpt(message)}`;
    return { outcome: 'down', sentence: `the job said ${ago} that it failed${why}` };
  }
  if (ageMs <= dueMs(times)) return { outcome: 'up', sentence: `the last beat came ${ago}` };
  return { outcome: 'down', sentence: `the last beat came ${ago}, expected ${expected(times)}` };
}

/** A job that was just set up owes its first beat after a period, as each one after it. */
function ofSilence(times: Times, silentMs: number): Verdict {
  const leftMs = dueMs(times) - silentMs;
  if (leftMs >= 0) {
    const due = `the first one is awaited for ${durationWords(leftMs)} more`;
    return { outcome: 'unknown', sentence: `no beat has come yet; ${due}`, notYet: true };
  }
  const sentence = `no beat in ${durationWords(silentMs)}, expected ${expected(times)}`;
  return { outcome: 'down', sentence };
}

function dueMs({ periodMs, graceMs }: Times): number {
  return periodMs + graceMs;
}

function expected({ periodMs, graceMs }: Times): string {
  const grace = graceMs > 0 ? `, at most ${durationWords(graceMs)} late` : '';
  return `one every ${durationWords(periodMs)}${grace}`;
}

function excerpt(message: string): string {
  const characters = [...message.replace(UNPRINTABLE, ' ').trim()];
  if (characters.length <= EXCERPT_CHARACTERS) return characters.join('');
  return `${characters.slice(0, EXCERPT_CHARACTERS - 1).join('')}…`;
}
