import type { HistoryEntry } from '../../functions/toggles/store/change.ts';
import { moment } from '../moment.ts';
import { type Output, printable } from '../output.ts';

/** One change in two lines that fit a phone: when and who, then what and why. */
export function historyLines(
  entry: HistoryEntry,
  { paint }: Pick<Output, 'paint'>,
  what: string = entry.summary,
): readonly string[] {
  const { revision, docVersion, at, who, why, undoes } = entry;
  const undone = undoes === undefined ? '' : `  takes back ${undoes}`;
  const head = `${revision} · version ${docVersion}  ${moment(at)}  ${printable(who)}${undone}`;
  return [
    paint(entry.kind === 'kill' ? 'red' : 'bold', head.trimEnd()),
    `    ${printable(what)}`,
    `    ${paint('dim', printable(why))}`,
  ];
}
