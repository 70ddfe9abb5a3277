import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import type { Edit } from '../edits/edit.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { actOf } from './act-of.ts';
import type { Author, HistoryEntry } from './change.ts';
import { writeKill, writeRestore } from './dynamo-acts.ts';
import { readHistory } from './dynamo-history.ts';
import { saveEdit } from './dynamo-save.ts';
import { DynamoToggleReader } from './dynamo-toggle-reader.ts';
import { unpack } from './packed-document.ts';
import type { RemovedToggles } from './removed-toggles.ts';
import { REMOVED, type VersionItem, versionKey } from './toggle-items.ts';
import type {
  ActOptions,
  HistoryQuery,
  ToggleHead,
  ToggleStore,
  VersionedDocument,
} from './toggle-store.ts';
import { ToggleTable } from './toggle-table.ts';

/**
 * Toggles in one table: HEAD (versions, kills, and the journal of kills that are not in the history yet), DOC (the
 * document), VERSION (every document), HIST (every change), REMOVED (keys that were removed).
 */
export class DynamoToggleStore implements ToggleStore, RemovedToggles {
  readonly #table: ToggleTable;
  readonly #reader: DynamoToggleReader;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#table = new ToggleTable(client, tableName);
    this.#reader = new DynamoToggleReader(client, tableName);
    this.#now = now;
  }

  readHead(): Promise<ToggleHead | undefined> {
    return this.#reader.readHead();
  }

  readDocument(): Promise<VersionedDocument | undefined> {
    return this.#reader.readDocument();
  }

  async readVersion(docVersion: number): Promise<ToggleDocument | undefined> {
    const item = await this.#table.get<VersionItem>(versionKey(docVersion));
    return item && unpack(item);
  }

  async readRemoved(): Promise<ReadonlySet<string>> {
    const item = await this.#table.get<{ readonly keys: ReadonlySet<string> }>(REMOVED);
    return item?.keys ?? new Set();
  }

  save(edit: Edit, expectedVersion: number, author: Author): Promise<VersionedDocument> {
    return saveEdit(this.#table, { edit, expectedVersion, author, nowMs: this.#now() });
  }

  async kill(
    key: string,
    variant: string,
    author: Author,
    options: ActOptions = {},
  ): Promise<HistoryEntry> {
    const act = actOf(key, variant, author, options, this.#now());
    return writeKill(this.#table, act, options.ifKillVersion);
  }

  async restore(
    key: string,
    author: Author,
    options: ActOptions = {},
  ): Promise<HistoryEntry | undefined> {
    const act = actOf(key, undefined, author, options, this.#now());
    return writeRestore(this.#table, act, options.ifKillVersion);
  }

  history(query: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return readHistory(this.#table, query);
  }
}
