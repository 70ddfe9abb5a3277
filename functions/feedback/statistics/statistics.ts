import type { FeedbackCount } from './feedback-counts.ts';

/** How often a variant was served: what feedback about it is measured against. */
export interface Served {
  readonly key: string;
  readonly variant: string;
  readonly release: string;
  readonly count: number;
}

interface Tally {
  readonly total: number;
  readonly negative: number;
}

export interface ReleaseStatistics extends Tally {
  readonly release: string;
}

export interface VariantStatistics extends Tally {
  readonly toggle: string;
  readonly variant: string;
  /** How often it was served. @default - nobody counted */
  readonly exposures?: number;
  /** Complaints for each 1,000 times that it was served. */
  readonly negativePerThousand?: number;
}

export interface Statistics {
  readonly releases: readonly ReleaseStatistics[];
  readonly variants: readonly VariantStatistics[];
  /** How many were left out, those with the fewest complaints. @default - none */
  readonly more?: { readonly releases: number; readonly variants: number };
}

/** More than people read, and a fraction of the 6 MB that a function may answer. */
const MOST_RELEASES = 100;
const MOST_VARIANTS = 500;

const NOTHING: Tally = { total: 0, negative: 0 };

/**
 * Adds up hours. One piece of feedback counts for its release once, and for each toggle that its page had.
 *
 * @param filter - what is counted at all; its `toggle` narrows the variants alone
 */
export function statisticsOf(
  counts: readonly FeedbackCount[],
  exposures: readonly Served[],
  filter: { readonly release?: string; readonly toggle?: string } = {},
): Statistics {
  const isWanted = ({ release }: { readonly release: string }) =>
    filter.release === undefined || release === filter.release;
  const wanted = counts.filter(isWanted);
  const releases = byRelease(wanted);
  const variants = byVariant(wanted, exposures.filter(isWanted)).filter(
    ({ toggle }) => filter.toggle === undefined || toggle === filter.toggle,
  );
  return bounded(releases, variants);
}

function bounded(
  releases: readonly ReleaseStatistics[],
  variants: readonly VariantStatistics[],
): Statistics {
  const more = {
    releases: Math.max(0, releases.length - MOST_RELEASES),
    variants: Math.max(0, variants.length - MOST_VARIANTS),
  };
  return {
    releases: releases.slice(0, MOST_RELEASES),
    variants: variants.slice(0, MOST_VARIANTS),
    ...(more.releases + more.variants > 0 && { more }),
  };
}

function byRelease(counts: readonly FeedbackCount[]): readonly ReleaseStatistics[] {
  const tallies = new Map<string, Tally>();
  for (const count of counts) {
    if (count.served) continue;
    tallies.set(count.release, sum(tallies.get(count.release), count));
  }
  return [...tallies].map(([release, tally]) => ({ release, ...tally })).sort(mostFirst);
}

function byVariant(
  counts: readonly FeedbackCount[],
  exposures: readonly Served[],
): readonly VariantStatistics[] {
  const tallies = new Map<string, Tally>();
  for (const count of counts) {
    if (!count.served) continue;
    const name = nameOf(count.served.toggle, count.served.variant);
    tallies.set(name, sum(tallies.get(name), count));
  }
  const served = new Map<string, number>();
  for (const { key, variant, count } of exposures) {
    const name = nameOf(key, variant);
    served.set(name, (served.get(name) ?? 0) + count);
  }
  return [...tallies]
    .map(([name, tally]) => withRate(name, tally, served.get(name)))
    .sort(mostFirst);
}

function withRate(name: string, tally: Tally, exposures: number | undefined): VariantStatistics {
  const [toggle = '', variant = ''] = name.split(':');
  if (!exposures) return { toggle, variant, ...tally };
  return { toggle, variant, ...tally, exposures, negativePerThousand: rate(tally, exposures) };
}

/** To a thousandth, so that a number reads the same wherever it is shown. */
function rate({ negative }: Tally, exposures: number): number {
  return Math.round((1_000_000 * negative) / exposures) / 1_000;
}

/** No name holds a colon. */
const nameOf = (toggle: string, variant: string) => `${toggle}:${variant}`;

function sum(one: Tally = NOTHING, other: Tally): Tally {
  return { total: one.total + other.total, negative: one.negative + other.negative };
}

function mostFirst(one: Tally, other: Tally): number {
  return other.negative - one.negative || other.total - one.total;
}
