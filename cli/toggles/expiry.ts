const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** How near the day is by which a toggle should be gone. The day itself still counts as ahead, in UTC. */
export type Expiry = 'past' | 'soon' | 'ahead' | 'unknown';

/** @param expires - `YYYY-MM-DD`, as the metadata has it */
export function expiryOf(expires: unknown, nowMs: number): Expiry {
  const endMs = typeof expires === 'string' ? Date.parse(`${expires}T00:00:00Z`) + DAY_MS : NaN;
  if (Number.isNaN(endMs)) return 'unknown';
  if (endMs <= nowMs) return 'past';
  return endMs - nowMs <= (SOON_DAYS + 1) * DAY_MS ? 'soon' : 'ahead';
}

/** `2026-11-20 (past)`: marked in words, for those who see no colour. */
export function expiryInWords(expires: unknown, nowMs: number): string {
  const expiry = expiryOf(expires, nowMs);
  if (expiry === 'unknown') return '';
  return expiry === 'ahead' ? String(expires) : `${String(expires)} (${expiry})`;
}
