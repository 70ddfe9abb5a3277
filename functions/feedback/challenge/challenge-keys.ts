/** What challenges are signed with. */
export interface ChallengeKeys {
  readonly current: string;
  /** Before this moment `previous` signs: until then not every function knows the current one. */
  readonly fromEpochSeconds: number;
  /** Its challenges may still be under way. @default - the current one is the first */
  readonly previous?: string;
}

/** A new key signs only when whoever has read the keys before has read them again: six times what they are kept for. */
const KNOWN_AFTER_SECONDS = 60;

/** A stolen key makes challenges for a day; a challenge lives for minutes. */
const LIFETIME_SECONDS = 24 * 60 * 60;

/** The first keys: they sign at once, for nobody knows others. */
export function firstKeys(newKey: string, nowMs: number): ChallengeKeys {
  return { current: newKey, fromEpochSeconds: epochSeconds(nowMs) };
}

/** The keys with a new one, where the current one has had its time. */
export function rotated(
  keys: ChallengeKeys,
  newKey: () => string,
  nowMs: number,
): ChallengeKeys | undefined {
  if (epochSeconds(nowMs) < keys.fromEpochSeconds + LIFETIME_SECONDS) return undefined;
  return {
    current: newKey(),
    fromEpochSeconds: epochSeconds(nowMs) + KNOWN_AFTER_SECONDS,
    previous: keys.current,
  };
}

export function signingKey(keys: ChallengeKeys, nowMs: number): string {
  const { current, fromEpochSeconds, previous = current } = keys;
  return epochSeconds(nowMs) < fromEpochSeconds ? previous : current;
}

/** All whose challenges may come back solved. */
export function checkingKeys({ current, previous }: ChallengeKeys): readonly string[] {
  return previous === undefined ? [current] : [current, previous];
}

function epochSeconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
