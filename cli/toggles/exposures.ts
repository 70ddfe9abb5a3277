import { exposureHour } from '../../functions/toggles/exposures/exposure-hour.ts';
import type { ExposureStore } from '../../functions/toggles/exposures/exposure-store.ts';
import { explainAwsError } from '../explain-aws-error.ts';

const DAY_MS = 86_400_000;

/** How often each variant was served in the last 24 hours, or why that cannot be told: it is beside the point of a command. */
export type Exposures =
  | { readonly variants: Readonly<Record<string, number>> }
  | { readonly unknown: string };

export async function exposuresOf(
  store: Pick<ExposureStore, 'read'>,
  key: string,
  nowMs: number,
): Promise<Exposures> {
  try {
    const from = exposureHour(nowMs - DAY_MS);
    const counts = await store.read({ key, from, to: exposureHour(nowMs) });
    const variants = new Map<string, number>();
    for (const { variant, count } of counts) {
      variants.set(variant, (variants.get(variant) ?? 0) + count);
    }
    return { variants: Object.fromEntries(variants) };
  } catch (error) {
    return { unknown: explainAwsError(error) };
  }
}

/** `on 120 (12 %), off 880 (88 %)`. */
export function exposuresInWords(exposures: Exposures): string {
  if ('unknown' in exposures) return `unknown: ${exposures.unknown}`;
  const counts = Object.entries(exposures.variants).sort(([, left], [, right]) => right - left);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const told = counts.map(
    ([variant, count]) => `${variant} ${count} (${Math.round((100 * count) / total)} %)`,
  );
  return told.join(', ') || 'never';
}
