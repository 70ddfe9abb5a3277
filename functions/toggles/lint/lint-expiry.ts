import { error, type Finding, type Path, warning } from './finding.ts';
import { isRealDate } from './real-date.ts';

/**
 * A toggle whose time is over: an error where a person edits it, a warning elsewhere. A date must never stop a hotfix,
 * a deployment, an undo, or an edit of another toggle.
 */
export function lintExpiry(
  expires: unknown,
  today: string,
  path: Path,
  isEdited: boolean,
): readonly Finding[] {
  if (typeof expires !== 'string' || !isRealDate(expires) || expires >= today) return [];
  const find = isEdited ? error : warning;
  const fix = 'remove it from the code and then here, or give it a later day';
  return [find(path, 'expired', `was over on ${expires}`, fix)];
}
