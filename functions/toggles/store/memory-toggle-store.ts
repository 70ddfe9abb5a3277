import type { NowMs } from '../../shared/clock.ts';
import type { Edit } from '../edits/edit.ts';
import { lintEdit } from '../lint/lint-edit.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { actOf } from './act-of.ts';
import type { Author, HistoryEntry } from './change.ts';
import { changeOf } from './change-of.ts';
import { toggleConflict } from './conflict.ts';
import { type Act, entryOf } from './kill-journal.ts';
import { killsAfter, killsToTell } from './kills-after.ts';
import { noToggles } from './no-toggles.ts';
import { type PackedDocument, pack, unpack } from './packed-document.ts';
import type { RemovedToggles } from './removed-toggles.ts';
import { isSameSave } from './same-save.ts';
import type {
  ActOptions,
  HistoryQuery,
  Kill,
  ToggleHead,
  ToggleStore,
  VersionedDocument,
} from './toggle-store.ts';
import { tooManyKills } from './too-many-kills.ts';

interface Version {
  readonly packed: PackedDocument;
  readonly entry: HistoryEntry;
}

/** Toggles for tests and demos: gone with the process. */
export class MemoryToggleStore implements ToggleStore, RemovedToggles {
  readonly #now: NowMs;
  readonly #kills = new Map<string, Kill>();
  readonly #removed = new Set<string>();
  /** The first is version 1. */
  readonly #versions: Version[] = [];
  /** Oldest first. */
  readonly #history: HistoryEntry[] = [];

  constructor(now: NowMs) {
    this.#now = now;
  }

  async readHead(): Promise<ToggleHead | undefined> {
    const docVersion = this.#versions.length;
    if (docVersion === 0) return undefined;
    const killVersion = this.#history.length - docVersion;
    return { docVersion, killVersion, kills: Object.fromEntries(this.#kills) };
  }

  async readDocument(): Promise<VersionedDocument | undefined> {
    const docVersion = this.#versions.length;
    const document = await this.readVersion(docVersion);
    return document && { docVersion, document };
  }

  async readVersion(docVersion: number): Promise<ToggleDocument | undefined> {
    const version = this.#versions[docVersion - 1];
    return version && unpack(version.packed);
  }

  async readRemoved(): Promise<ReadonlySet<string>> {
    return new Set(this.#removed);
  }

  async save(edit: Edit, expectedVersion: number, author: Author): Promise<VersionedDocument> {
    const { document, keys } = edit;
    const nowMs = this.#now();
    lintEdit(edit, nowMs);
    const change = changeOf(edit, author, nowMs);
    const packed = pack(document);
    const docVersion = expectedVersion + 1;
    if (this.#versions.length !== expectedVersion) {
      const winner = this.#versions[expectedVersion];
      if (winner && isSameSave({ ...winner.entry, ...winner.packed }, { ...change, ...packed })) {
        return { docVersion, document };
      }
      throw toggleConflict(this.#versions.at(-1)?.entry);
    }
    const revision = this.#history.length + 1;
    const marks = { ...marksOf(edit), ...this.#endKills(edit) };
    const entry = { revision, docVersion, kind: 'edit', keys, ...change, ...marks } as const;
    this.#versions.push({ packed, entry });
    this.#history.push(entry);
    for (const key of keys) if (!Object.hasOwn(document.flags, key)) this.#removed.add(key);
    return { docVersion, document };
  }

  #endKills(edit: Edit): Pick<HistoryEntry, 'endedKills' | 'revivedKills'> {
    const { kills, ended, revived } = killsAfter(Object.fromEntries(this.#kills), edit);
    this.#kills.clear();
    for (const [key, kill] of Object.entries(kills)) this.#kills.set(key, kill);
    const [endedKills, revivedKills] = [killsToTell(ended), killsToTell(revived)];
    return { ...(endedKills && { endedKills }), ...(revivedKills && { revivedKills }) };
  }

  async kill(
    key: string,
    variant: string,
    author: Author,
    options: ActOptions = {},
  ): Promise<HistoryEntry> {
    const act = actOf(key, variant, author, options, this.#now());
    if (this.#versions.length === 0) throw noToggles();
    this.#expect(options);
    const tooMany = tooManyKills(Object.fromEntries(this.#kills), key);
    if (tooMany) throw tooMany;
    const prior = this.#kills.get(key);
    const { who, why, at } = act;
    this.#kills.set(key, { variant, who, why, at });
    return this.#note(act, prior);
  }

  async restore(
    key: string,
    author: Author,
    options: ActOptions = {},
  ): Promise<HistoryEntry | undefined> {
    const act = actOf(key, undefined, author, options, this.#now());
    this.#expect(options);
    const prior = this.#kills.get(key);
    if (!this.#kills.delete(key)) return undefined;
    return this.#note(act, prior);
  }

  async history({ limit, key, before = Number.POSITIVE_INFINITY }: HistoryQuery) {
    return this.#history
      .filter(({ revision, keys }) => revision < before && (!key || keys.includes(key)))
      .reverse()
      .slice(0, limit);
  }

  #expect({ ifKillVersion }: ActOptions): void {
    const killVersion = this.#history.length - this.#versions.length;
    if (ifKillVersion === undefined || ifKillVersion === killVersion) return;
    throw toggleConflict(this.#history.findLast(({ kind }) => kind !== 'edit'));
  }

  #note(act: Omit<Act, 'id'>, prior: Kill | undefined): HistoryEntry {
    const docVersion = this.#versions.length;
    const entry = { revision: this.#history.length + 1, docVersion, ...entryOf(act, prior) };
    this.#history.push(entry);
    return entry;
  }
}

function marksOf({ segments = [], undoes, isSeed, isMembership }: Edit) {
  return {
    ...(segments.length > 0 && { segments }),
    ...(undoes !== undefined && { undoes }),
    ...(isSeed && { isSeed }),
    ...(isMembership && { isMembership }),
  };
}
