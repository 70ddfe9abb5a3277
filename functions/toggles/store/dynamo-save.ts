import { wasOvertaken } from '../../shared/dynamo.ts';
import { Unavailable } from '../../shared/unavailable.ts';
import type { Edit } from '../edits/edit.ts';
import { lintEdit } from '../lint/lint-edit.ts';
import type { Author, Change } from './change.ts';
import { changeOf } from './change-of.ts';
import { toggleConflict } from './conflict.ts';
import { emptyJournal } from './dynamo-acts.ts';
import { type PackedDocument, pack } from './packed-document.ts';
import { isSameSave, type Saved } from './same-save.ts';
import { MAX_ACTS_MOVED, saveTransaction } from './save-transaction.ts';
import { type HeadItem, type VersionItem, versionKey } from './toggle-items.ts';
import type { VersionedDocument } from './toggle-store.ts';
import type { ToggleTable } from './toggle-table.ts';

export interface EditToSave {
  readonly edit: Edit;
  readonly expectedVersion: number;
  readonly author: Author;
  readonly nowMs: number;
}

/** Kills that may come in between, one after the other, before an edit gives way. */
const ATTEMPTS = 10;

/** Saves on the version that it was made for. A kill in between does not conflict with it: it is tried again. */
export async function saveEdit(
  table: ToggleTable,
  { edit, expectedVersion, author, nowMs }: EditToSave,
): Promise<VersionedDocument> {
  lintEdit(edit, nowMs);
  const change = changeOf(edit, author, nowMs);
  const packed = pack(edit.document);
  let cause: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const head = await table.head();
    if ((head?.docVersion ?? 0) !== expectedVersion) {
      await refuseConflict(table, { head, expectedVersion, change, packed, cause });
      return { docVersion: expectedVersion + 1, document: edit.document };
    }
    cause = await trySave(table, { edit, change, packed, head });
    if (cause === undefined) return { docVersion: expectedVersion + 1, document: edit.document };
  }
  throw new Unavailable('The toggles are being killed and restored all the time', { cause });
}

type Attempt = Parameters<typeof saveTransaction>[1];

/** Gives what stood in the way for the moment, and throws what will go on standing there. */
async function trySave(table: ToggleTable, attempt: Attempt): Promise<unknown> {
  const { head } = attempt;
  try {
    if (head && head.acts.length > MAX_ACTS_MOVED) {
      await emptyJournal(table, head);
      return new Error('the journal of kills was too long to be moved along with an edit');
    }
    await table.transact(saveTransaction(table.name, attempt));
    return undefined;
  } catch (error) {
    if (wasOvertaken(error)) return error;
    if (await wasStored(table, attempt).catch(() => false)) return undefined; // only its answer was lost
    throw error;
  }
}

function wasStored(table: ToggleTable, { head, change, packed }: Attempt): Promise<boolean> {
  return isStoredAs((head?.docVersion ?? 0) + 1, table, { ...change, ...packed });
}

/** Whether this version is the very one that was to be saved. */
async function isStoredAs(docVersion: number, table: ToggleTable, mine: Saved): Promise<boolean> {
  const version = await table.get<VersionItem>(versionKey(docVersion));
  return version !== undefined && isSameSave(version, mine);
}

interface Conflict {
  readonly head: HeadItem | undefined;
  readonly expectedVersion: number;
  readonly change: Change;
  readonly packed: PackedDocument;
  readonly cause: unknown;
}

/** Unless the version that came next is the very one that was to be saved. */
async function refuseConflict(table: ToggleTable, conflict: Conflict): Promise<void> {
  const { head, expectedVersion, change, packed, cause } = conflict;
  if (await isStoredAs(expectedVersion + 1, table, { ...change, ...packed })) return;
  throw toggleConflict(head, cause);
}
