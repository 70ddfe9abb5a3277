import { z } from 'zod/mini';
import { askLocal } from './local-api.ts';
import type { Target } from './target.ts';

const CLOCK = z.object({ now: z.string() });

/** The time where the command works: driven time on the local cloud. */
export async function nowMs({ local }: Target): Promise<number> {
  if (!local) return Date.now();
  return Date.parse(CLOCK.parse(await askLocal(local, 'GET', '/clock')).now);
}
