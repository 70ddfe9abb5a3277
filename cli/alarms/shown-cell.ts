import { printable } from '../../functions/alerts/messages/printable.ts';

/** A cell as an error shows it: an open quote makes one cell of all the rest of a file. */
export function shownCell(text: string): string {
  return `'${printable(text, 80)}'`;
}
