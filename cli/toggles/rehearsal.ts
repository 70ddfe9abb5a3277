import type { Edit } from '../../functions/toggles/edits/edit.ts';
import { lintEdit } from '../../functions/toggles/lint/lint-edit.ts';
import type { StageToggles } from '../../functions/toggles/stage-toggles.ts';
import type { Author, HistoryEntry } from '../../functions/toggles/store/change.ts';
import { killsAfter } from '../../functions/toggles/store/kills-after.ts';
import type {
  ActOptions,
  HistoryQuery,
  Kill,
  ToggleHead,
  ToggleStore,
  VersionedDocument,
} from '../../functions/toggles/store/toggle-store.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';

/** One write that an act would make. */
type Write =
  | { readonly kind: 'save'; readonly edit: Edit; readonly expectedVersion: number }
  | {
      readonly kind: 'kill';
      readonly key: string;
      readonly variant: string;
      readonly options: ActOptions | undefined;
    }
  | { readonly kind: 'restore'; readonly key: string; readonly options: ActOptions | undefined };

/** What is there before an act. */
export interface ReadableToggles extends StageToggles {
  /** Why the document cannot be read, and is taken for empty. @default - it can */
  readonly corrupt?: Error;
}

/**
 * A store that reads what is there and notes what would be written: so that the effect of any act can be told before it
 * happens, and exactly that is done afterwards. Acts write once.
 */
export class Rehearsal implements ToggleStore {
  readonly #store: ToggleStore;
  readonly #before: ReadableToggles;
  readonly #atMs: number;
  #write: Write | undefined;

  constructor(store: ToggleStore, before: ReadableToggles, atMs: number) {
    this.#store = store;
    this.#before = before;
    this.#atMs = atMs;
  }

  /** Whether the document is written, be it as it was: that heals one that is corrupt. */
  get savesDocument(): boolean {
    return this.#write?.kind === 'save';
  }

  /** What the stage is like once the write is done. */
  after(author: Author): StageToggles {
    const { document, kills } = this.#before;
    const write = this.#write;
    if (!write) return this.#before;
    if (write.kind === 'save') {
      const left = killsAfter(kills, write.edit).kills;
      return { ...this.#before, document: write.edit.document, kills: left };
    }
    const { [write.key]: _ended, ...others } = kills;
    if (write.kind === 'restore') return { ...this.#before, kills: others };
    const kill: Kill = { ...author, variant: write.variant, at: '' };
    const killed = Object.fromEntries([...Object.entries(others), [write.key, kill]]);
    return { ...this.#before, document, kills: killed };
  }

  /** A kill that waits for nobody. One that takes back a restore does: another act may have come between. */
  get isKill(): boolean {
    return this.#write?.kind === 'kill' && this.#write.options?.ifKillVersion === undefined;
  }

  /** Does what was noted, for real. The result is its revision in the history; undefined where it came to nothing. */
  async repeatOn(store: ToggleStore, author: Author): Promise<number | undefined> {
    const write = this.#write;
    if (!write) return undefined;
    if (write.kind === 'kill') {
      return (await store.kill(write.key, write.variant, author, write.options)).revision;
    }
    if (write.kind === 'restore') {
      return (await store.restore(write.key, author, write.options))?.revision;
    }
    const { docVersion } = await store.save(write.edit, write.expectedVersion, author);
    return revisionOf(store, docVersion);
  }

  /** Undefined before the first edit, as the store says. */
  async readHead(): Promise<ToggleHead | undefined> {
    return this.#before.docVersion === 0 ? undefined : this.#before;
  }

  async readDocument(): Promise<VersionedDocument | undefined> {
    if (this.#before.corrupt) throw this.#before.corrupt;
    return this.#before.docVersion === 0 ? undefined : this.#before;
  }

  readVersion(docVersion: number): Promise<ToggleDocument | undefined> {
    return this.#store.readVersion(docVersion);
  }

  history(query: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return this.#store.history(query);
  }

  async save(edit: Edit, expectedVersion: number): Promise<VersionedDocument> {
    lintEdit(edit, this.#atMs); // as the store does: nobody is asked about what will be refused
    this.#note({ kind: 'save', edit, expectedVersion });
    return { docVersion: expectedVersion + 1, document: edit.document };
  }

  async kill(key: string, variant: string, author: Author, options?: ActOptions) {
    this.#note({ kind: 'kill', key, variant, options });
    return this.#entry('kill', key, author);
  }

  async restore(key: string, author: Author, options?: ActOptions) {
    if (!Object.hasOwn(this.#before.kills, key)) return undefined;
    this.#note({ kind: 'restore', key, options });
    return this.#entry('restore', key, author);
  }

  #note(write: Write): void {
    if (this.#write) throw new Error('An act writes once: its effect could not be told otherwise');
    this.#write = write;
  }

  #entry(kind: 'kill' | 'restore', key: string, author: Author): HistoryEntry {
    const { docVersion, killVersion } = this.#before;
    const revision = docVersion + killVersion + 1;
    return { ...author, at: '', summary: '', revision, docVersion, kind, keys: [key] };
  }
}

/** Kills that came at the same moment may stand before it. */
const LOOKED_THROUGH = 20;

async function revisionOf(store: ToggleStore, docVersion: number): Promise<number> {
  const entries = await store.history({ limit: LOOKED_THROUGH });
  const own = entries.find((entry) => entry.kind === 'edit' && entry.docVersion === docVersion);
  return own?.revision ?? docVersion + ((await store.readHead())?.killVersion ?? 0);
}
