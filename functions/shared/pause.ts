import { setTimeout } from 'node:timers/promises';

/** Waits after so many attempts, before the next. Passed in, so that tests need not wait. */
export type Pause = (attempts: number) => Promise<void>;

const FIRST_MS = 50;
const LONGEST_MS = 400;

/** Random, so that those who got into each other's way do not meet there again; the longer, the more attempts there were. */
export const jitteredPause: Pause = (attempts) =>
  setTimeout(Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)));
