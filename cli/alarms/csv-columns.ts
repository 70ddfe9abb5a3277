import { CliError } from '../cli-error.ts';
import { shownCell } from './shown-cell.ts';

/** Where a file holds what is read of it. */
export interface CsvColumns {
  readonly timestamp: number;
  readonly value: number;
  readonly isHeader: boolean;
}

const PLAIN: CsvColumns = { timestamp: 0, value: 1, isHeader: false };

/** By the names `timestamp` and `value` in the first row; a file without a header has just these two columns. */
export function csvColumns(row: readonly string[]): CsvColumns {
  const names = row.map((cell) => cell.trim().toLowerCase());
  const [timestamp, value] = [names.indexOf('timestamp'), names.indexOf('value')];
  if (timestamp >= 0 && value >= 0) return { timestamp, value, isHeader: true };
  if (row.length === 2 && /^-?\d/.test(row[0]?.trim() ?? '')) return PLAIN;
  const found = row.slice(0, 20).map(shownCell).join(', ');
  throw new CliError(
    `The first line has the columns ${found}: it needs timestamp and value. Rename them, as in timestamp,value.`,
  );
}
