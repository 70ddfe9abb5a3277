import type { HistoryEntry } from '../../functions/toggles/store/change.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { type ToggleDocument, toggleOf } from '../../functions/toggles/toggle-document.ts';
import { effectsOf } from './effect.ts';

/** What changes did to one toggle: the documents before and after them tell it. */
export class KeyHistory {
  readonly #store: Pick<ToggleStore, 'readVersion'>;
  readonly #key: string;
  readonly #versions = new Map<number, Promise<ToggleDocument | undefined>>();

  constructor(store: Pick<ToggleStore, 'readVersion'>, key: string) {
    this.#store = store;
    this.#key = key;
  }

  /** Kills and restores say it themselves. Nothing where a document of that time is not kept. */
  async effectOf({ kind, docVersion }: HistoryEntry): Promise<{ readonly summary?: string }> {
    if (kind !== 'edit') return {};
    const [before, after] = await Promise.all([
      docVersion === 1 ? undefined : this.#read(docVersion - 1),
      this.#read(docVersion),
    ]);
    if (!after || (!before && docVersion > 1)) return {};
    const [effect] = effectsOf(this.#only(before), this.#only(after));
    return effect ? { summary: effect.line } : {};
  }

  /** Neighbours share a document. */
  #read(docVersion: number): Promise<ToggleDocument | undefined> {
    const known = this.#versions.get(docVersion);
    if (known) return known;
    const read = this.#store.readVersion(docVersion);
    this.#versions.set(docVersion, read);
    return read;
  }

  #only(document: ToggleDocument | undefined) {
    const toggle = document && toggleOf(document, this.#key);
    const flags = Object.fromEntries(toggle ? [[this.#key, toggle]] : []);
    return { document: { flags, metadata: { bucketing: '' } }, kills: {} };
  }
}
