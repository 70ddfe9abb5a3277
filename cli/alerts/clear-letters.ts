import { z } from 'zod/mini';
import type { Letter, LetterQueue } from '../letter-queue.ts';
import type { Wakes } from './wakes.ts';

const WAKE = z.object({ alertId: z.string(), route: z.string() });

/**
 * Takes out of the dead-letter queue what is about an alert, or about any, and wakes the deliverer for each: a letter stays
 * until its wake-up is sent. Gives how many those were. What is not a wake-up is left where it is.
 */
export async function clearLetters(
  queue: LetterQueue,
  wakes: Wakes,
  alertId: string | undefined,
): Promise<number> {
  const kept = new Map<string, Letter>();
  let cleared = 0;
  const takeNew = async () => (await queue.take()).filter(({ messageId }) => !kept.has(messageId)); // in a long run they come by again
  try {
    for (let letters = await takeNew(); letters.length > 0; letters = await takeNew()) {
      for (const letter of letters) {
        kept.set(letter.messageId, letter);
        const wake = wakeIn(letter.body);
        if (!wake || (alertId ?? wake.alertId) !== wake.alertId) continue;
        await wakes.send(wake);
        await queue.remove(letter);
        kept.delete(letter.messageId);
        cleared += 1;
      }
    }
  } finally {
    await Promise.allSettled([...kept.values()].map((letter) => queue.release(letter)));
  }
  return cleared;
}

function wakeIn(body: string): z.infer<typeof WAKE> | undefined {
  try {
    return WAKE.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
