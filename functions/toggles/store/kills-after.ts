import type { Edit } from '../edits/edit.ts';
import type { Kill } from './toggle-store.ts';

type Kills = Readonly<Record<string, Kill>>;

/** What an edit makes of the kills in force. */
export interface KillsAfter {
  readonly kills: Kills;
  /** Those of the toggles that it removes. */
  readonly ended: Kills;
  /** Those that come back with theirs. */
  readonly revived: Kills;
}

/** A kill ends with its toggle, and comes back with it where an undo brings it back. All others stay. */
export function killsAfter(kills: Kills, edit: Edit): KillsAfter {
  const { document, keys, revives = {} } = edit;
  const isGone = (key: string) => keys.includes(key) && !Object.hasOwn(document.flags, key);
  const revived = pick(
    revives,
    (key) => Object.hasOwn(document.flags, key) && !Object.hasOwn(kills, key),
  );
  return {
    kills: { ...revived, ...pick(kills, (key) => !isGone(key)) },
    ended: pick(kills, isGone),
    revived,
  };
}

function pick(kills: Kills, isPicked: (key: string) => boolean): Kills {
  return Object.fromEntries(Object.entries(kills).filter(([key]) => isPicked(key)));
}

/** For the history: only where there is something to tell, and without the ids of acts. */
export function killsToTell(kills: Kills): Kills | undefined {
  const told = Object.entries(kills).map(
    ([key, { variant, who, why, at }]) => [key, { variant, who, why, at }] as const,
  );
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}
