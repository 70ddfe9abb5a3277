import type { APIGatewayProxyEvent } from 'aws-lambda';
import { ifMatch } from '../../shared/if-match.ts';
import { Problem } from '../../shared/problem.ts';
import type { Edit } from '../edits/edit.ts';
import { editVersion } from '../edits/edit-version.ts';
import { repeatEdit } from '../edits/repeat-edit.ts';
import type { StageToggles } from '../stage-toggles.ts';
import type { ToggleStore } from '../store/toggle-store.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { authorOf } from './admin-request.ts';

interface Change {
  /** Undefined where nothing has to change. */
  readonly edit: (document: ToggleDocument) => Edit | undefined;
  /** As the caller gave it. */
  readonly why: string | undefined;
}

/**
 * Edits the version that `If-Match` names, or else the latest, also where others edit at the same moment.
 *
 * @returns what the stage has after it
 */
export async function storeEdit(
  event: APIGatewayProxyEvent,
  store: ToggleStore,
  { edit, why }: Change,
): Promise<StageToggles> {
  const author = authorOf(event, why);
  const versions = ifMatch(event)?.map(docVersionOf);
  const head = await store.readHead(); // not after it: what was done must not be answered with an outage
  const edited = versions
    ? await editVersion(store, versions, edit, author)
    : await repeatEdit(store, edit, author);
  return { ...edited, killVersion: head?.killVersion ?? 0, kills: head?.kills ?? {} };
}

/** The same for an edit that replaces what the caller must have read: `precondition_required` without `If-Match`. */
export function storeReplacement(
  event: APIGatewayProxyEvent,
  store: ToggleStore,
  change: Change,
): Promise<StageToggles> {
  if (ifMatch(event)) return storeEdit(event, store, change);
  const fix = 'Send If-Match with the ETag of the version that you read';
  throw new Problem('precondition_required', fix);
}

/** `12` of the tags `12.3`, which has the kills as well, and `12`. NaN matches no version. */
function docVersionOf(tag: string): number {
  return Number(/^(\d{1,15})(?:\.\d{1,15})?$/.exec(tag)?.[1]);
}
