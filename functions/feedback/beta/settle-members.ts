import { Problem } from '../../shared/problem.ts';
import { own } from '../../toggles/lint/json-object.ts';
import { BETA_SEGMENT } from '../../toggles/members/beta-segment.ts';
import {
  type ChangedMembers,
  changeMembers,
  type MemberChanges,
} from '../../toggles/members/change-members.ts';
import { isMember } from '../../toggles/members/member-list.ts';
import { isToggleConflict, toggleConflict } from '../../toggles/store/conflict.ts';
import { readLatest } from '../../toggles/store/read-latest.ts';
import type { ToggleStore } from '../../toggles/store/toggle-store.ts';
import type { ToggleDocument } from '../../toggles/toggle-document.ts';
import type { BetaClaims } from './beta-claims.ts';

export interface SettleMembersDependencies {
  readonly claims: Pick<BetaClaims, 'isClaimed'>;
  readonly toggles: Pick<ToggleStore, 'readDocument' | 'readHead' | 'readVersion' | 'save'>;
}

/** No address and no name: the history of toggles is kept for good. */
const AUTHOR = { who: 'feedback', why: 'Users joined or left by themselves' };

/** Each time, others have changed the toggles or the claims. */
const ATTEMPTS = 6;

/**
 * Makes the segment `beta` list those of these visitors who claim it. It looks once more after each write: whoever claims
 * or leaves at the same moment is then either seen here, or sees what was written here.
 *
 * @returns those who are not taken: there is no room, or what the team has written makes no sense with them
 */
export async function settleMembers(
  targetingKeys: readonly string[],
  { claims, toggles }: SettleMembersDependencies,
): Promise<ReadonlySet<string>> {
  let mayJoin = true;
  let conflict = toggleConflict(undefined);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const wanted = await changesWanted(targetingKeys, claims);
    const { docVersion, document } = await readLatest(toggles);
    const { edit, refused } = changed(document, wanted, mayJoin);
    if (!edit) return new Set(refused);
    try {
      await toggles.save(edit, docVersion, AUTHOR);
    } catch (error) {
      if (isToggleConflict(error)) conflict = error;
      else mayJoin = mayNotJoin(error, mayJoin);
    }
  }
  throw conflict;
}

async function changesWanted(
  targetingKeys: readonly string[],
  claims: SettleMembersDependencies['claims'],
): Promise<MemberChanges> {
  const join: string[] = [];
  const leave: string[] = [];
  for (const key of targetingKeys) ((await claims.isClaimed(key)) ? join : leave).push(key);
  return { join, leave };
}

function changed(
  document: ToggleDocument,
  wanted: MemberChanges,
  mayJoin: boolean,
): ChangedMembers {
  if (mayJoin) return changeMembers(document, BETA_SEGMENT, wanted);
  const rule = own(document.$evaluators, BETA_SEGMENT);
  const { edit } = changeMembers(document, BETA_SEGMENT, { ...wanted, join: [] });
  return { edit, refused: wanted.join.filter((key) => !isMember(rule, key)) };
}

/** What the linter refuses with those who join it may take without them: whoever leaves must get out. */
function mayNotJoin(error: unknown, mayJoin: boolean): false {
  if (mayJoin && error instanceof Problem && error.code === 'toggle_invalid') return false;
  throw error;
}
