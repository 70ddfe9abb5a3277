import MurmurHash3 from 'imurmurhash';
import type { Toggle } from '../toggle.ts';
import type { Resolution } from './resolution.ts';

/** What a user gets of a toggle that is spread by percentage over everybody. */
export type PercentageRule = (targetingKey: string) => Resolution;

/** Up to this sum of weights the arithmetic below is exact; flagd-core takes larger ones, and then decides itself. */
const MAX_TOTAL = 2 ** 20;

interface Share {
  readonly variant: string;
  readonly weight: number;
}

/**
 * flagd-core's answer without its rule engine, in a third of the time: undefined unless the whole rule is one
 * `fractional` with fixed variants and weights. Same hash, same buckets; a test compares the two over many rules.
 */
export function percentageRuleOf(
  key: string,
  { variants }: Pick<Toggle, 'variants'>,
  targeting: unknown,
): PercentageRule | undefined {
  const shares = sharesOf(targeting);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const isKnown = shares.every(({ variant }) => Object.hasOwn(variants, variant));
  if (!isKnown || total === 0 || total > MAX_TOTAL) return undefined;
  const resolutions = shares.map(({ variant }) => resolutionOf(variants, variant));
  const ends = shares.map((_, index) =>
    shares.slice(0, index + 1).reduce((sum, { weight }) => sum + weight, 0),
  );
  const last = shares.length - 1;
  return (targetingKey) => {
    const hash = MurmurHash3(key + targetingKey).result();
    const bucket = Math.floor((hash * total) / 2 ** 32);
    let index = 0;
    while (index < last && bucket >= (ends[index] ?? total)) index += 1;
    return resolutions[index] ?? GENERAL;
  };
}

const GENERAL: Resolution = Object.freeze({ errorCode: 'GENERAL' });

function resolutionOf(variants: Toggle['variants'], variant: string): Resolution {
  const value = variants[variant];
  if (value === undefined || value === null) return GENERAL;
  return Object.freeze({ value, variant, reason: 'TARGETING_MATCH' });
}

/** Empty where it is anything else. */
function sharesOf(targeting: unknown): readonly Share[] {
  if (typeof targeting !== 'object' || targeting === null) return [];
  const [[operator, shares] = [], ...others] = Object.entries(targeting);
  if (operator !== 'fractional' || others.length > 0 || !Array.isArray(shares)) return [];
  const parsed = shares.map(shareOf);
  return parsed.every((share) => share !== undefined) ? parsed : [];
}

function shareOf(share: unknown): Share | undefined {
  if (!Array.isArray(share) || share.length < 1 || share.length > 2) return undefined;
  const [variant, weight = 1]: unknown[] = share;
  if (typeof variant !== 'string' || !Number.isSafeInteger(weight)) return undefined;
  return { variant, weight: Math.max(0, Number(weight)) };
}
