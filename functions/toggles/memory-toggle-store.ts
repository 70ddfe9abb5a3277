import { isoTime, type NowMs } from '../shared/clock.ts';
import type { Author } from './change.ts';
import { toggleConflict } from './conflict.ts';
import { pack, unpack } from './packed-document.ts';
import type { Edit } from './set-default-variant.ts';
import type {
  HistoryEntry,
  Kill,
  ToggleHead,
  ToggleStore,
  VersionedDocument,
} from './toggle-store.ts';

/** Toggles for tests and demos: gone with the process. */
export class MemoryToggleStore implements ToggleStore {
  readonly #now: NowMs;
  readonly #kills = new Map<string, Kill>();
  #killVersion = 0;
  #latest: VersionedDocument | undefined;
  #history: readonly HistoryEntry[] = [];

  constructor(now: NowMs) {
    this.#now = now;
  }

  async readHead(): Promise<ToggleHead | undefined> {
    if (!this.#latest) return undefined;
    const { docVersion } = this.#latest;
    return { docVersion, killVersion: this.#killVersion, kills: Object.fromEntries(this.#kills) };
  }

  async readDocument(): Promise<VersionedDocument | undefined> {
    return this.#latest;
  }

  async save(edit: Edit, expectedVersion: number, author: Author): Promise<VersionedDocument> {
    if ((this.#latest?.docVersion ?? 0) !== expectedVersion) throw toggleConflict(this.#history[0]);
    const docVersion = expectedVersion + 1;
    const { who, why } = author;
    const entry = { docVersion, who, why, at: isoTime(this.#now()), summary: edit.summary };
    this.#history = [entry, ...this.#history];
    this.#latest = { docVersion, document: unpack(pack(edit.document)) };
    return { docVersion, document: edit.document };
  }

  async kill(key: string, variant: string, { who, why }: Author): Promise<void> {
    this.#changeKills(() => this.#kills.set(key, { variant, who, why, at: isoTime(this.#now()) }));
  }

  async restore(key: string): Promise<void> {
    this.#changeKills(() => this.#kills.delete(key));
  }

  async history(limit: number): Promise<readonly HistoryEntry[]> {
    return this.#history.slice(0, limit);
  }

  #changeKills(change: () => void): void {
    if (!this.#latest) throw new Error('there are no toggles to kill yet');
    change();
    this.#killVersion += 1;
  }
}
