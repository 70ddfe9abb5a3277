import type { Edit } from '../edits/edit.ts';
import { isObject, own } from '../lint/json-object.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { countMembers, isMember, withMember, withoutMember } from './member-list.ts';

/** Targeting keys of users. */
export interface MemberChanges {
  readonly join: readonly string[];
  readonly leave: readonly string[];
}

export interface ChangedMembers {
  /** Undefined where nothing has to change. */
  readonly edit: Edit | undefined;
  /** Those for whom there is no room. */
  readonly refused: readonly string[];
}

/** A rule is read at every refresh, and may take 64 kB with all that it refers to. */
export const MAX_MEMBERS = 1_000;

/**
 * Lets users into a segment and out of it, by their targeting keys; those who leave make room first. A segment that is no
 * rule at all, by somebody's mistake, takes nobody.
 */
export function changeMembers(
  document: ToggleDocument,
  segment: string,
  { join, leave }: MemberChanges,
): ChangedMembers {
  const before = own(document.$evaluators, segment);
  if (before !== undefined && !isObject(before)) return { edit: undefined, refused: join };
  let rule = before && leave.reduce<object>(withoutMember, before);
  let count = countMembers(rule);
  const refused: string[] = [];
  for (const key of join.filter((each) => !isMember(rule, each))) {
    if (count >= MAX_MEMBERS) refused.push(key);
    else {
      rule = withMember(rule, key);
      count += 1;
    }
  }
  return { edit: rule === before ? undefined : editOf(document, segment, rule), refused };
}

function editOf(document: ToggleDocument, segment: string, rule: object | undefined): Edit {
  return {
    document: { ...document, $evaluators: { ...document.$evaluators, [segment]: rule } },
    summary: `segment ${segment}: ${inWords(countMembers(rule))} listed`,
    keys: [],
    segments: [segment],
    isMembership: true,
  };
}

function inWords(users: number): string {
  return users === 1 ? '1 user' : `${users} users`;
}
