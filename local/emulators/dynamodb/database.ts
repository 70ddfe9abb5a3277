import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import * as dynalite from 'dynalite/db/index.js';
import { SetupError } from '../../setup-error.ts';

/** One write of an atomic batch; `value` is kept as JSON. */
export type BatchOperation =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

/**
 * Sorted keys and JSON values on disk. A batch is kept whole or not at all, also through `kill -9`: LevelDB writes it
 * to its log as one record.
 */
export interface Database {
  /** Under 5 µs from LevelDB's cache, so it does not pay to wait for another thread. */
  getSync(key: string): unknown;
  batch(operations: BatchOperation[]): Promise<void>;
  iterator(range: KeyRange): {
    all(): Promise<[string, unknown][]>;
    [Symbol.asyncIterator](): AsyncIterator<[string, unknown]>;
  };
  close(): Promise<void>;
}

export interface KeyRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** What holds data or says where they are; the first manifest alone is what a kill leaves of a first start. */
const DATA_FILE = /^MANIFEST-(?!000001$)|\.(ldb|sst|log)$/;

/** Opens the database in `folder`. */
export async function openDatabase(folder: string): Promise<Database> {
  refuseLostData(folder);
  const { db } = dynalite.create({ path: folder });
  try {
    await db.open();
  } catch (error) {
    throw new SetupError(
      `DynamoDB's data in ${folder} cannot be opened (${reason(error)}). If another local cloud uses it, stop that one or pass --data; to start empty, pass --fresh.`,
      { cause: error },
    );
  }
  return db;
}

/** Without CURRENT, LevelDB takes the folder for a new one and deletes the data in it. */
function refuseLostData(folder: string): void {
  if (!existsSync(folder) || existsSync(path.join(folder, 'CURRENT'))) return;
  const left = readdirSync(folder).find((name) => DATA_FILE.test(name));
  if (left === undefined) return;
  throw new SetupError(
    `DynamoDB's data in ${folder} cannot be opened: ${left} is there, but CURRENT is missing. Bring that file back or pass --data; to start empty, pass --fresh.`,
  );
}

/** All keys that start with `prefix`. */
export function startingWith(prefix: string): KeyRange {
  return { gte: prefix, lt: `${prefix}\uffff` };
}

/** LevelDB's own words, which stand in the cause. */
function reason(error: unknown): string {
  const { cause, message } = error as Error;
  return (cause as Error | undefined)?.message ?? message;
}
