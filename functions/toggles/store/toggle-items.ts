import type { Change, HistoryEntry } from './change.ts';
import type { Journal } from './kill-journal.ts';
import type { PackedDocument } from './packed-document.ts';
import type { Kill, ToggleHead } from './toggle-store.ts';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** A kill in the head, with the id of the act that made it (a repeated request must not count twice), unless an undo brought it back. */
export interface StoredKill extends Kill {
  readonly act?: string;
}

/** Under 4 kB in normal life, so that a refresh costs one read unit. Has the latest edit, for whoever conflicts with it. */
export interface HeadItem extends ToggleHead, Journal, Change {
  readonly kills: Readonly<Record<string, StoredKill>>;
}

/** The latest document, and with the revision that made it each one before. */
export interface DocumentItem extends PackedDocument {
  readonly docVersion: number;
}

export interface VersionItem extends DocumentItem, Change {
  readonly revision: number;
}

/** A kill or a restore has the id of its act. */
export type HistoryItem = HistoryEntry & ItemKey & { readonly act?: string };

export const HEAD: ItemKey = { pk: 'HEAD', sk: 'HEAD' };
export const DOC: ItemKey = { pk: 'DOC', sk: 'DOC' };

/** Keys of toggles that edits removed: a deployment must not bring them back. */
export const REMOVED: ItemKey = { pk: 'REMOVED', sk: 'REMOVED' };

export const HISTORY = 'HIST';

/** Wide enough for versions to sort as text. */
const DIGITS = 10;

/** Entries only, without documents: a query reads hundreds of them in one go. */
export function historyKey(revision: number): ItemKey {
  return { pk: HISTORY, sk: String(revision).padStart(DIGITS, '0') };
}

/** Documents lie apart from the history: found by their version alone, and not paid for by whoever reads the history. */
export function versionKey(docVersion: number): ItemKey {
  return { pk: 'VERSION', sk: String(docVersion).padStart(DIGITS, '0') };
}

export function entryOfItem({ pk: _pk, sk: _sk, act: _act, ...entry }: HistoryItem): HistoryEntry {
  return entry;
}
