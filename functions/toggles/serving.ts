import { offVariantOf, onVariantOf } from './edits/on-off.ts';
import { isIfChain, lastRuleOf } from './if-chain.ts';
import { own } from './lint/json-object.ts';
import { type Percentages, percentagesOf, percentInWords } from './percentages.ts';
import type { StageToggle } from './stage-toggles.ts';
import { safeVariantOf, type Toggle } from './toggle.ts';

/** Whom a toggle serves what, as far as it can be said without a user. */
export interface Serving {
  /** What those get whom no rule and no percentage names; with a kill or a disabled toggle, everybody. */
  readonly variant: string;
  readonly state: 'enabled' | 'disabled' | 'killed';
  /** Rules decide first. */
  readonly hasRules: boolean;
  /** Share of each variant among those whom no rule names, in percent. @default - all get `variant` */
  readonly percentages?: Percentages;
  /** Of two percentages, the one that a rollout lets grow: that of the on variant, or else not that of the off variant. */
  readonly rolledOut?: string;
}

export function servingOf({ toggle, kill }: StageToggle): Serving {
  if (kill) return { variant: kill.variant, state: 'killed', hasRules: false };
  if (toggle.state === 'DISABLED') {
    return { variant: safeVariantOf(toggle), state: 'disabled', hasRules: false };
  }
  return { variant: toggle.defaultVariant, state: 'enabled', ...branchesOf(toggle) };
}

/** `off`, `on to 25 %`, `by rules, else off`, `killed: off`. Short: it must fit beside a name on a phone. */
export function inWords(serving: Serving): string {
  if (serving.state !== 'enabled') return `${serving.state}: ${serving.variant}`;
  const others = sharesInWords(serving);
  return serving.hasRules ? `by rules, else ${others}` : others;
}

/** Of two shares one says it all: whichever variant the rest gets, and with any default. */
function sharesInWords({ variant, percentages, rolledOut }: Serving): string {
  if (!percentages) return variant;
  const shares = Object.entries(percentages).sort(([, left], [, right]) => right - left);
  const told = shares.length === 2 ? shares.filter(([name]) => name === rolledOut) : shares;
  return told.map(([name, percent]) => `${name} to ${percentInWords(percent)}`).join(', ');
}

type Branches = Partial<Serving> & Pick<Serving, 'hasRules'>;

/** The last branch is what `rollout` sets; what stands before it are rules. */
function branchesOf(toggle: Toggle): Branches {
  const { targeting } = toggle;
  if (!targeting || Object.keys(targeting).length === 0) return { hasRules: false };
  const last = lastBranch(toggle, lastRuleOf(targeting));
  return isIfChain(targeting) ? { ...last, hasRules: true } : last;
}

/** A rule that is neither a variant nor a percentage may still leave users to the default. */
function lastBranch(toggle: Toggle, rule: unknown): Branches {
  if (rule === null) return { hasRules: false };
  if (typeof rule !== 'object') return { hasRules: false, variant: String(rule) };
  const members = own(rule, 'fractional');
  const percentages = percentagesOf(Array.isArray(members) ? members : undefined);
  if (!percentages) return { hasRules: true };
  const rolledOut = rolledOutOf(toggle, Object.keys(percentages));
  return { hasRules: false, percentages, ...(rolledOut !== undefined && { rolledOut }) };
}

/** Whoever looks at a rollout wants to know how far it is, not how many are left. */
function rolledOutOf(toggle: Toggle, names: readonly string[]): string | undefined {
  if (names.length !== 2) return undefined;
  const on = onVariantOf(toggle);
  if (on !== undefined && names.includes(on)) return on;
  return names.find((name) => name !== offVariantOf(toggle));
}
