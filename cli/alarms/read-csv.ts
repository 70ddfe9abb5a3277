import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import Papa from 'papaparse';
import { CliError } from '../cli-error.ts';
import { Progress } from '../progress.ts';
import { type CsvColumns, csvColumns } from './csv-columns.ts';
import { timestampParser } from './parse-timestamp.ts';
import { Points } from './points.ts';
import { shownCell } from './shown-cell.ts';

export interface CsvRecording {
  readonly points: Points;
  /** Lines that hold a time and no value: empty, NaN, null. */
  readonly withoutValue: number;
  /** Points that stand before an earlier one. */
  readonly outOfOrder: number;
}

const NO_VALUE = /^(?:|nan|null|none|n\/a|-)$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** More than any forecast needs, and CloudWatch keeps hours for 455. */
const MOST_DAYS = 400;
const DAY_MS = 86_400_000;

const NOT_UTF_8 = 'It holds NUL characters, as UTF-16 does: save it as UTF-8.';

/** Reads `timestamp,value` of a file, as a stream. What cannot be read is an error with its line. */
export async function readCsv(
  file: string,
  timeZone: string | undefined,
  progress = new Progress(),
): Promise<CsvRecording> {
  const { size } = await stat(file).catch((cause) => {
    throw new CliError(`Cannot read ${file}: ${cause.code ?? cause}. Give a CSV file.`, { cause });
  });
  const reader = new RowReader(file, timestampParser(timeZone));
  const stream = createReadStream(file, 'utf8');
  try {
    await new Promise<void>((resolve, reject) => {
      Papa.parse<string[]>(stream, {
        step: ({ data }, parser) => {
          try {
            reader.take(data);
            if (reader.rows % 10_000 === 0) progress.tell(told(file, stream.bytesRead, size));
          } catch (error) {
            reject(error); // first: aborting completes
            parser.abort();
          }
        },
        complete: () => resolve(),
        error: (error: Error) => reject(unreadable(file, error)),
      });
    });
  } finally {
    stream.destroy();
    progress.end();
  }
  return reader.recording();
}

function told(file: string, read: number, size: number): string {
  return `reading ${file}: ${Math.floor((100 * read) / Math.max(1, size))} %`;
}

function unreadable(file: string, cause: Error): CliError {
  return new CliError(`Cannot read ${file}: ${cause.message}`, { cause });
}

class RowReader {
  readonly #file: string;
  readonly #parseTime: (text: string) => number;
  readonly #points = new Points();
  #columns: CsvColumns | undefined;
  #withoutValue = 0;
  #outOfOrder = 0;
  #latestMs = -Infinity;
  #earliestMs = Infinity;
  #lastMs = -Infinity;
  rows = 0;

  constructor(file: string, parseTime: (text: string) => number) {
    this.#file = file;
    this.#parseTime = parseTime;
  }

  take(row: readonly string[]): void {
    this.rows += 1;
    if (row.some((cell) => cell.includes('\0'))) throw this.#flaw(NOT_UTF_8);
    if (row.length === 1 && row[0]?.trim() === '') return;
    if (this.#columns === undefined) {
      this.#columns = this.#placed(() => csvColumns(row));
      if (this.#columns.isHeader) return;
    }
    const { timestamp, value } = this.#columns;
    this.#takePoint(row[timestamp]?.trim() ?? '', row[value]?.trim() ?? '');
  }

  recording(): CsvRecording {
    if (this.#points.count > 0) {
      return {
        points: this.#points,
        withoutValue: this.#withoutValue,
        outOfOrder: this.#outOfOrder,
      };
    }
    const why = this.rows === 0 ? 'is empty' : 'holds no point with a value';
    throw new CliError(`${this.#file} ${why}. It needs lines of timestamp,value.`);
  }

  #takePoint(timestamp: string, value: string): void {
    const atMs = this.#placed(() => this.#parseTime(timestamp));
    if (NO_VALUE.test(value)) {
      this.#withoutValue += 1;
      return;
    }
    const number = NUMBER.test(value) ? Number(value) : Number.NaN;
    if (!Number.isFinite(number)) {
      throw this.#flaw(`${shownCell(value)} is no number. ${NUMBER_FIX}`);
    }
    this.#refuseLong(atMs);
    if (atMs < this.#latestMs) this.#outOfOrder += 1;
    else this.#latestMs = atMs;
    this.#points.add(atMs, number);
  }

  /** Every gap is a value of its own: one time that is wrong makes billions. */
  #refuseLong(atMs: number): void {
    this.#earliestMs = Math.min(this.#earliestMs, atMs);
    this.#lastMs = Math.max(this.#lastMs, atMs);
    if (this.#lastMs - this.#earliestMs <= MOST_DAYS * DAY_MS) return;
    const [from, to] = [this.#earliestMs, this.#lastMs].map((ms) => timeText(ms));
    throw this.#flaw(
      `From ${from} to ${to} are more than ${MOST_DAYS} days: is one of these times wrong?`,
    );
  }

  #placed<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw this.#flaw(error instanceof Error ? error.message : String(error), error);
    }
  }

  #flaw(what: string, cause?: unknown): CliError {
    return new CliError(`${this.#file}, line ${this.rows}: ${what}`, { cause });
  }
}

function timeText(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? `${epochMs} ms since 1970` : date.toISOString();
}

const NUMBER_FIX =
  'Write 1234.5, without thousands separators; leave a missing value empty, or NaN.';
