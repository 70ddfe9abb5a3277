import * as z from 'zod/mini';
import type { Wake } from './wake.ts';

const WAKE = z.object({ alertId: z.string(), route: z.string() });

/** Reads a message of the deliveries' queue. Anybody with access to the account may write one. */
export function parseWake(body: string): Wake {
  const read = WAKE.safeParse(parsed(body));
  if (read.success) return read.data;
  throw new Error('A message of the deliveries is JSON with the texts alertId and route');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
