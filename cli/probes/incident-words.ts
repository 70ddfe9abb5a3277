import { durationWords } from '../../functions/probes/heartbeats/duration-words.ts';
import { moment } from '../moment.ts';
import { type Output, printable } from '../output.ts';
import type { Incident } from './incidents.ts';
import { COLOURS } from './probe-words.ts';

/** One incident in a line: when, what, for how long, and why. */
export function incidentLine(
  { probe, region, outcome, from, to, sentence, lastSentence }: Incident,
  now: Date,
  { paint }: Pick<Output, 'paint'>,
  hasRegions = false,
): string {
  const lasted = durationWords((to ? Date.parse(to) : now.getTime()) - Date.parse(from));
  const where = hasRegions ? ` from ${region}` : '';
  const what = `${probe} ${outcome}${where} for ${lasted}${to ? '' : ', and still is'}`;
  const later = lastSentence === undefined ? '' : `; later: ${lastSentence}`;
  return paint(COLOURS[outcome], printable(`${moment(from)}  ${what}: ${sentence}${later}`));
}
