import { isoDate } from '../../shared/iso-date.ts';
import { lastBranchOf } from '../edits/last-branch.ts';
import type { Kill } from '../store/toggle-store.ts';
import { safeVariantOf, type Toggle } from '../toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';

/** So long a toggle may stand still, or go unasked, before it counts as stale. */
export const STALE_DAYS = 30;

/** What tells whether toggles are stale. */
export interface StaleEvidence {
  readonly document: ToggleDocument;
  readonly kills: Readonly<Record<string, Kill>>;
  /** ISO 8601, UTC: when each was last edited, killed or restored. */
  readonly lastChanges: ReadonlyMap<string, string>;
  /** Toggles that there were `STALE_DAYS` ago. */
  readonly existed: ReadonlySet<string>;
  /** Toggles that were evaluated in the last `STALE_DAYS`; undefined where counting is not known to have worked. */
  readonly served: ReadonlySet<string> | undefined;
}

/** One sign that a toggle has had its day. */
export interface StaleSign {
  /**
   * `expired`: its date is over. `settled`: everybody has had the same variant for `STALE_DAYS`. `unused`: nobody has
   * asked for it for as long.
   */
  readonly kind: 'expired' | 'settled' | 'unused';
  /** For how many whole days; of an unused one at least. */
  readonly days: number;
  /** `was over on 2026-11-01, 22 days ago`. */
  readonly says: string;
}

export interface StaleToggle {
  readonly key: string;
  /** At least one. */
  readonly signs: readonly StaleSign[];
  readonly owner?: string;
  readonly ticket?: string;
  /** What to do about it. */
  readonly next: string;
}

const DAY_MS = 86_400_000;

/** The toggles that can go, by key. */
export function staleToggles(evidence: StaleEvidence, nowMs: number): readonly StaleToggle[] {
  return Object.entries(evidence.document.flags)
    .map(([key, toggle]) => staleToggle(key, toggle, signsOf(key, toggle, evidence, nowMs)))
    .filter(({ signs }) => signs.length > 0)
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

function staleToggle(key: string, toggle: Toggle, signs: readonly StaleSign[]): StaleToggle {
  const { owner, ticket } = toggle.metadata ?? {};
  return {
    key,
    signs,
    ...(owner !== undefined && { owner: String(owner) }),
    ...(ticket !== undefined && { ticket: String(ticket) }),
    next: `remove it from the code: afterprod toggles references . ${key}, then afterprod toggles remove ${key}`,
  };
}

function signsOf(
  key: string,
  toggle: Toggle,
  evidence: StaleEvidence,
  nowMs: number,
): readonly StaleSign[] {
  return [
    ...expired(toggle, nowMs),
    ...settled(key, toggle, evidence, nowMs),
    ...unused(key, toggle, evidence),
  ];
}

/** Its last day is a day of its life, as the linter has it. */
function expired({ metadata = {} }: Toggle, nowMs: number): readonly StaleSign[] {
  const { expires } = metadata;
  if (typeof expires !== 'string' || expires >= isoDate(nowMs)) return [];
  const days = wholeDays(nowMs - Date.parse(`${expires}T00:00:00Z`));
  if (Number.isNaN(days)) return [];
  return [{ kind: 'expired', days, says: `was over on ${expires}, ${inDays(days)} ago` }];
}

function settled(
  key: string,
  toggle: Toggle,
  { kills, lastChanges }: StaleEvidence,
  nowMs: number,
): readonly StaleSign[] {
  const kill = Object.hasOwn(kills, key) ? kills[key] : undefined;
  const variant = kill?.variant ?? soleVariant(toggle);
  const lastChange = lastChanges.get(key);
  if (variant === undefined || lastChange === undefined) return [];
  const days = wholeDays(nowMs - Date.parse(lastChange));
  if (days < STALE_DAYS) return [];
  const why = kill ? `, killed by ${kill.who}` : '';
  const says = `has served ${variant} to everybody for ${inDays(days)}${why}`;
  return [{ kind: 'settled', days, says }];
}

/** What everybody gets; undefined where it depends on the user. */
function soleVariant(toggle: Toggle): string | undefined {
  if (toggle.state === 'DISABLED') return safeVariantOf(toggle);
  if (toggle.targeting && 'if' in toggle.targeting) return undefined;
  const branch = lastBranchOf(toggle);
  return branch && 'variant' in branch ? branch.variant : undefined;
}

/** Pages ask for all toggles that are exposed to them at once, which is not counted: nothing is known of those. */
function unused(
  key: string,
  { metadata = {} }: Toggle,
  { existed, served }: StaleEvidence,
): readonly StaleSign[] {
  if (metadata.exposed === 'client') return [];
  if (!served || served.has(key) || !existed.has(key)) return [];
  const says = `was not evaluated for ${inDays(STALE_DAYS)}`;
  return [{ kind: 'unused', days: STALE_DAYS, says }];
}

function wholeDays(milliseconds: number): number {
  return Math.floor(milliseconds / DAY_MS);
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
