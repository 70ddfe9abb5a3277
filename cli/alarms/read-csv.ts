import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import Papa from 'papaparse';
import { CliError } from '../cli-error.ts';
import { Progress } from '../progress.ts';
import { type CsvColumns, csvColumns } from './csv-columns.ts';
import { timestampParser } from './parse-timestamp.ts';
import { Points } from './points.ts';

export interface CsvRecording {
  readonly points: Points;
  /** Lines that hold a time and no value: empty, NaN, null. */
  readonly withoutValue: number;
  /** Points that stand before an earlier one. */
  readonly outOfOrder: number;
}

const NO_VALUE = /^(?:|nan|null|none|n\/a|-)$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

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
  rows = 0;

  constructor(file: string, parseTime: (text: string) => number) {
    this.#file = file;
    this.#parseTime = parseTime;
  }

  take(row: readonly string[]): void {
    this.rows += 1;
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
    if (!Number.isFinite(number)) throw this.#flaw(`'${value}' is no number. ${NUMBER_FIX}`);
    if (atMs < this.#latestMs) this.#outOfOrder += 1;
    else this.#latestMs = atMs;
    this.#points.add(atMs, number);
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

const NUMBER_FIX =
  'Write 1234.5, without thousands separators; leave a missing value empty, or NaN.';
