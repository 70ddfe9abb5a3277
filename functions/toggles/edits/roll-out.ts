import { Problem } from '../../shared/problem.ts';
import type { Toggle } from '../toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { changeToggles } from './change-toggles.ts';
import type { Edit } from './edit.ts';
import { type LastBranch, lastBranchOf, type Split, withLastBranch } from './last-branch.ts';
import { offVariantOf, onVariantOf } from './on-off.ts';
import { requireToggle } from './require-toggle.ts';

/** Weights are whole numbers: hundredths of a percent where whole percents do not do. */
const WHOLE = 100;
const FINE = 10_000;

/**
 * Serves `variant` to a share of the users whom no targeting condition names, and to the others what they have now (or
 * the off variant, where they all have `variant`). Who is in stays in while the share grows, and who is out stays out
 * while it shrinks. A disabled toggle is enabled by it.
 *
 * @param percent - 0 to 100, with two decimals at most
 * @param variant - default: `on`, or what is `true`
 */
export function rollOut(
  document: ToggleDocument,
  key: string,
  percent: number,
  variant?: string,
): Edit {
  refusePercent(percent);
  const toggle = requireToggle(document, key);
  const rolled = variant ?? onVariantOf(toggle) ?? refuse(key, 'has no variant on', 'name one');
  const now = lastBranchOf(toggle);
  if (!now) {
    return refuse(key, 'does not end in one variant or in two with a percentage', 'import it');
  }
  const others = othersOf(key, toggle, now, rolled);
  const branch = branchOf(now, rolled, others, percent);
  const next = withLastBranch({ ...toggle, state: 'ENABLED' }, branch);
  // who has no targetingKey is in no percentage: they get what the others get
  const isSplit = 'buckets' in branch && !('if' in (toggle.targeting ?? {}));
  const changed = isSplit ? { ...next, defaultVariant: others } : next;
  return changeToggles(document, new Map([[key, changed]]), `${key}: ${rolled} ${percent}%`);
}

function refusePercent(percent: number): void {
  const hundredths = Math.round(percent * 100);
  if (percent >= 0 && percent <= 100 && Math.abs(hundredths / 100 - percent) < 1e-9) return;
  throw new Problem('toggle_invalid', `A percentage is 0 to 100 with two decimals, not ${percent}`);
}

/** What everybody else gets: the other half of a split, or what all have, or the off variant. */
function othersOf(
  key: string,
  toggle: Toggle,
  now: Exclude<LastBranch, undefined>,
  rolled: string,
): string {
  if ('buckets' in now) {
    const [one, two] = now.buckets;
    if (one.variant === rolled) return two.variant;
    if (two.variant === rolled) return one.variant;
    return refuse(key, `splits ${one.variant} and ${two.variant}, not ${rolled}`, 'set one first');
  }
  if (now.variant !== rolled) return now.variant;
  const off = offVariantOf(toggle) ?? toggle.defaultVariant;
  if (off !== rolled) return off;
  const rest = Object.keys(toggle.variants).filter((name) => name !== rolled);
  const [only] = rest;
  if (only !== undefined && rest.length === 1) return only;
  return refuse(key, `serves ${rolled} to all, and nothing says what else`, 'set another first');
}

function branchOf(
  now: Exclude<LastBranch, undefined>,
  rolled: string,
  others: string,
  percent: number,
): Exclude<LastBranch, undefined> {
  if (percent === 0) return { variant: others };
  if (percent === 100) return { variant: rolled };
  const total = Number.isInteger(percent) ? WHOLE : FINE;
  const weight = Math.round((percent * total) / 100);
  const share = { variant: rolled, weight };
  const rest = { variant: others, weight: total - weight };
  if (!('buckets' in now)) return { buckets: [share, rest] };
  const isFirst = now.buckets[0].variant === rolled;
  return { ...by(now), buckets: isFirst ? [share, rest] : [rest, share] };
}

function by({ by: spread }: Split): Pick<Split, 'by'> {
  return spread ? { by: spread } : {};
}

function refuse(key: string, rule: string, fix: string): never {
  throw new Problem('toggle_invalid', `${key} ${rule}: ${fix}`);
}
