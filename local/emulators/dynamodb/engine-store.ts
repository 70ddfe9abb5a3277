import type { Readable } from 'node:stream';
import type { Input } from '../../emulator.ts';

/** What dynalite's actions ask of a store: the seam between its rules and our storage. */
export interface EngineStore {
  readonly options: { readonly maxItemSize: number };
  getTable(name: string, checkStatus: unknown, done?: Done<object>): void;
  getItemDb(tableName: string): EngineSpace;
  getIndexDb(indexType: string, tableName: string, indexName: string): EngineSpace;
}

/** The keys of one table or index. */
export interface EngineSpace {
  get(key: string, done: Done<unknown>): void;
  put(key: string, value: Input, done: Done<void>): void;
  del(key: string, done: Done<void>): void;
  lock(key: string, critical: (release: Release) => void): void;
  createValueStream(range: object): Readable;
}

export type Done<T> = (error: unknown, value?: T) => void;

type Release = <T>(done: Done<T>) => Done<T>;
