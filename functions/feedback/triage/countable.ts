import type { standingOf } from '../../releases/ledger.ts';
import type { ToggleDocument } from '../../toggles/toggle-document.ts';

/**
 * What feedback is counted by: releases and variants that the stage has. A page may claim any, and each that was taken at
 * its word would be counters of its own.
 */
export interface Countable {
  readonly releases: ReadonlySet<string>;
  /** Of each toggle. */
  readonly variants: ReadonlyMap<string, ReadonlySet<string>>;
}

type Standing = ReturnType<typeof standingOf>;

/** What users get, what some of them may get already, and what they got before: as far back as the ledger tells. */
export function knownReleases({ live, rolling, lived }: Standing): Countable['releases'] {
  const deployed = [live, rolling].flatMap((deployment) => deployment?.releaseId ?? []);
  return new Set([...lived, ...deployed]);
}

/** @param document - undefined where the stage has no toggles */
export function knownVariants(document: ToggleDocument | undefined): Countable['variants'] {
  const toggles = Object.entries(document?.flags ?? {});
  return new Map(toggles.map(([key, { variants }]) => [key, new Set(Object.keys(variants))]));
}
