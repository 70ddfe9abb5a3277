import type { Snapshot } from './evaluate.ts';

/** The toggles that may answer differently after than before: edited, made, removed, killed or restored. */
export function changedKeys(before: Snapshot, after: Snapshot): readonly string[] {
  const keys = new Set([...before.flags.keys(), ...after.flags.keys()]);
  const areSegmentsSame = textOf(before.flags.evaluators) === textOf(after.flags.evaluators);
  return [...keys].filter(
    (key) =>
      killOf(before, key) !== killOf(after, key) ||
      ruleOf(before, key) !== ruleOf(after, key) ||
      !(areSegmentsSame || isForEverybody(after, key)),
  );
}

function ruleOf({ flags }: Snapshot, key: string): string {
  const { state, variants, defaultVariant, targeting, metadata } = flags.toggleOf(key) ?? {};
  return textOf([state, variants, defaultVariant, targeting, metadata?.['safeVariant']]);
}

function killOf({ kills }: Snapshot, key: string): string | undefined {
  return Object.hasOwn(kills, key) ? kills[key]?.variant : undefined;
}

function isForEverybody({ flags }: Snapshot, key: string): boolean {
  return flags.toggleOf(key)?.targeting === undefined;
}

const textOf = (value: unknown): string => JSON.stringify(value) ?? '';
