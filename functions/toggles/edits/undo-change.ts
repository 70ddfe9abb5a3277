import { Problem } from '../../shared/problem.ts';
import type { Author, HistoryEntry } from '../store/change.ts';
import { toggleConflict } from '../store/conflict.ts';
import { CorruptDocument } from '../store/corrupt-document.ts';
import type { ToggleHead, ToggleStore } from '../store/toggle-store.ts';
import { EMPTY_DOCUMENT, type ToggleDocument, toggleOf } from '../toggle-document.ts';
import { type ChangeInForce, findChangeInForce } from './change-in-force.ts';
import { endedKills } from './ended-kills.ts';
import { revertTo } from './revert-to.ts';
import { takeBack } from './take-back.ts';

export interface UndoRequest {
  /** Only what this toggle had done to it, also where others were changed along with it. @default - any */
  readonly key?: string | undefined;
  /** Bring back the document of this version whole; kills stay, and come back with toggles that were removed. @default - take back the last change */
  readonly to?: number | undefined;
}

/**
 * Takes back the newest change that is still in force: an edit puts back what the toggles were before it, a kill is
 * restored, a restored toggle killed again. The next undo takes back the change before that.
 *
 * Rejects with `toggle_version_unknown` or `toggle_unchanged` where there is nothing to take back, and with `toggle_conflict`
 * where somebody else changed the same at the same moment.
 *
 * @returns what was taken back; undefined with `to`
 */
export async function undoChange(
  store: ToggleStore,
  { key, to }: UndoRequest,
  author: Author,
): Promise<HistoryEntry | undefined> {
  if (to !== undefined) {
    await undoTo(store, to, author);
    return undefined;
  }
  const head = await store.readHead(); // before the history: what comes later is a conflict, not undone unseen
  const change = head && (await findChangeInForce(store, key));
  if (!change) throw nothingToUndo(key);
  if (change.entry.kind === 'edit') await undoEdit(store, change, head, author);
  else await undoAct(store, change.entry, head, author);
  return change.entry;
}

async function undoTo(store: ToggleStore, to: number, author: Author): Promise<void> {
  const docVersion = (await store.readHead())?.docVersion ?? 0;
  const target = await store.readVersion(to);
  if (!target) throw unknownVersion(to, docVersion);
  const current = await readOrEmpty(store, docVersion);
  const gone = Object.keys(target.flags).filter((key) => !toggleOf(current, key));
  const revives = await endedKills(store, gone, to);
  await store.save({ ...revertTo(current, target, to), revives }, docVersion, author);
}

/** This is the way out where nothing of the latest can be read. */
async function readOrEmpty(store: ToggleStore, docVersion: number): Promise<ToggleDocument> {
  try {
    return await versionOf(store, docVersion);
  } catch (error) {
    if (error instanceof CorruptDocument) return EMPTY_DOCUMENT;
    throw error;
  }
}

async function undoEdit(
  store: ToggleStore,
  change: ChangeInForce,
  head: ToggleHead,
  author: Author,
): Promise<void> {
  const { entry } = change;
  const current = await versionOf(store, head.docVersion);
  const after = await versionOf(store, entry.docVersion);
  const before = await versionOf(store, entry.docVersion - 1);
  const edit = takeBack(current, { ...change, before, after });
  await store.save(edit, head.docVersion, author);
}

async function versionOf(store: ToggleStore, docVersion: number): Promise<ToggleDocument> {
  if (docVersion === 0) return EMPTY_DOCUMENT;
  const document = await store.readVersion(docVersion);
  if (document) return document;
  throw new Error(
    `version ${docVersion} of the toggles is in the history, but its document is gone`,
  );
}

/** Only where no other kill or restore came since: it would be taken back unseen. */
async function undoAct(
  store: ToggleStore,
  { kind, keys, before, revision }: HistoryEntry,
  { killVersion }: ToggleHead,
  author: Author,
): Promise<void> {
  const [key = ''] = keys;
  const options = { undoes: revision, ifKillVersion: killVersion };
  if (before) {
    await store.kill(key, before.variant, author, options);
    return;
  }
  if (kind === 'restore' || !(await store.restore(key, author, options))) {
    throw toggleConflict(undefined);
  }
}

function unknownVersion(to: number, latest: number): Problem {
  const known = latest === 0 ? 'none yet' : `1 to ${latest}`;
  return new Problem('toggle_version_unknown', `There is no version ${to}. Known: ${known}`);
}

function nothingToUndo(key: string | undefined): Problem {
  const what = key === undefined ? 'in this stage' : `of '${key}'`;
  return new Problem(
    'toggle_unchanged',
    `There is no change ${what} to take back: look at the history`,
  );
}
