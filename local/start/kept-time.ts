import * as path from 'node:path';
import { z } from 'zod/mini';
import type { Clock } from '../clock.ts';
import { openStateFile, setAside, writeWhole } from '../state-file.ts';

const SAVE_EVERY_REAL_MS = 5000;
/** The end of the last year with four digits. */
const LATEST_MS = Date.UTC(10_000, 0);

const KEPT = z.object({
  nowMs: z.number().check(z.nonnegative(), z.maximum(LATEST_MS)),
});

/** Driven time that is ahead of the real one when a local cloud ends: data from "the future" stays in the past. */
export function keptTimeMs(dataFolder: string, notice: (message: string) => void): number {
  const file = fileIn(dataFolder);
  const kept = openStateFile(file, notice).load();
  if (kept === undefined) return Date.now();
  const parsed = KEPT.safeParse(kept);
  if (parsed.success) return Math.max(parsed.data.nowMs, Date.now());
  notice(
    `${file} holds no time; it is kept as ${setAside(file)}, and driven time starts from now.`,
  );
  return Date.now();
}

/** Notes driven time every few seconds; returns the function that ends it with a last note. */
export function keepTime(dataFolder: string, clock: Clock): () => void {
  const save = () => writeWhole(fileIn(dataFolder), JSON.stringify({ nowMs: clock.now() }));
  const timer = setInterval(save, SAVE_EVERY_REAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    save();
  };
}

function fileIn(dataFolder: string): string {
  return path.join(dataFolder, 'clock.json');
}
