import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Clock } from '../clock.ts';
import { writeWhole } from '../state-file.ts';

const SAVE_EVERY_REAL_MS = 5000;

/** Driven time that is ahead of the real one when a local cloud ends: data from "the future" stays in the past. */
export function keptTimeMs(dataFolder: string): number {
  try {
    const { nowMs } = JSON.parse(readFileSync(fileIn(dataFolder), 'utf8'));
    return Number.isFinite(nowMs) ? Math.max(nowMs, Date.now()) : Date.now();
  } catch {
    return Date.now();
  }
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
