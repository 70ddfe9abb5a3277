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

function sharesInWords({ variant, percentages }: Serving): string {
  if (!percentages) return variant;
  const shares = Object.entries(percentages).sort(([, left], [, right]) => right - left);
  const told = shares.length === 2 ? shares.filter(([name]) => name !== variant) : shares;
  return told.map(([name, percent]) => `${name} to ${percentInWords(percent)}`).join(', ');
}

type Branches = Partial<Serving> & Pick<Serving, 'hasRules'>;

/** The last branch is what `rollout` sets; what stands before it are rules. */
function branchesOf({ targeting, defaultVariant }: Toggle): Branches {
  if (!targeting || Object.keys(targeting).length === 0) return { hasRules: false };
  if (!membersOf(targeting, 'if')) return lastBranch(targeting, defaultVariant);
  return { ...lastBranch(lastOf(targeting), defaultVariant), hasRules: true };
}

/** Conditions and their branches in turn; an odd one at the end is the else. */
function lastOf(rule: unknown): unknown {
  const chain = membersOf(rule, 'if');
  if (!chain) return rule;
  return chain.length % 2 === 1 ? lastOf(chain.at(-1)) : null;
}

/** A rule that is neither a variant nor a percentage may still leave users to the default. */
function lastBranch(rule: unknown, defaultVariant: string): Branches {
  if (rule === null) return { hasRules: false, variant: defaultVariant };
  if (typeof rule === 'string') return { hasRules: false, variant: rule };
  const percentages = percentagesOf(membersOf(rule, 'fractional'));
  return percentages ? { hasRules: false, percentages } : { hasRules: true };
}

function membersOf(rule: unknown, operator: string): readonly unknown[] | undefined {
  if (typeof rule !== 'object' || rule === null || !Object.hasOwn(rule, operator)) return undefined;
  const members: unknown = Object.getOwnPropertyDescriptor(rule, operator)?.value;
  return Array.isArray(members) ? members : undefined;
}
