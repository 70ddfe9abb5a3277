import { dueAtMs, type Letter, newLetter, postponed } from './letter.ts';
import type { LetterBox } from './letter-box.ts';
import type { Outcome } from './outcome.ts';
import type { Waiter } from './waiter.ts';

/** What an outbox needs of the world. */
export interface OutboxDependencies {
  readonly box: LetterBox;
  /** One attempt. Never rejects. */
  readonly post: (letter: Letter, waiter?: Waiter) => Promise<Outcome>;
  /** Runs the work unless another tab holds this lock: then it answers undefined. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;
  readonly isOnline: () => boolean;
  readonly nowMs: () => number;
  /** From 0 to under 1. */
  readonly random: () => number;
  /** Calls once, after so long; replaces the call before. */
  readonly wakeAfter: (waitMs: number) => void;
  /** Told what came of letters that were sent in the background. */
  readonly onOutcome: (letter: Letter, outcome: Outcome) => void;
}

const LATER: Outcome = { kind: 'later' };

/** Sends letters, and keeps on trying: each letter in one tab at a time, and under one key for ever. */
export class Outbox {
  readonly #world: OutboxDependencies;

  constructor(world: OutboxDependencies) {
    this.#world = world;
  }

  /** Takes a letter, tries at once, and answers what came of that. `later`: it waits here, and is tried again. */
  async send(key: string, body: string, waiter?: Waiter): Promise<Outcome> {
    const { box, nowMs } = this.#world;
    box.put(newLetter(key, body, nowMs()));
    const outcome = await this.#attempt(key, false, waiter);
    this.#sleep();
    return outcome;
  }

  /**
   * Tries all that is due, oldest first.
   *
   * @param isEager - the network has just come back: waits of our own choosing are over
   */
  async flush(isEager = false): Promise<void> {
    const { box, nowMs, onOutcome } = this.#world;
    for (const letter of box.all(nowMs())) {
      const outcome = await this.#attempt(letter.key, isEager);
      if (outcome.kind !== 'later') onOutcome(letter, outcome);
    }
    this.#sleep();
  }

  async #attempt(key: string, isEager: boolean, waiter?: Waiter): Promise<Outcome> {
    const { alone, box, isOnline, nowMs, post, random } = this.#world;
    const outcome = await alone(`afterprod-feedback ${key}`, async () => {
      const letter = box.get(key); // another tab may have sent it meanwhile
      if (!letter || !isOnline()) return LATER;
      const fresh = isEager ? { ...letter, notBeforeMs: 0 } : letter;
      if (dueAtMs(fresh, box.all(nowMs())) > nowMs()) return LATER;
      const answer = await post(letter, waiter);
      if (answer.kind === 'later')
        box.put(postponed(letter, nowMs(), random(), answer.retryAfterMs));
      else box.remove(key);
      return answer;
    });
    return outcome ?? LATER;
  }

  #sleep(): void {
    const { box, nowMs, wakeAfter } = this.#world;
    const now = nowMs();
    const waiting = box.all(now);
    if (waiting.length === 0) return;
    const dueMs = Math.min(...waiting.map((letter) => dueAtMs(letter, waiting)));
    wakeAfter(Math.max(dueMs - now, 1_000)); // at least: another tab may be at it
  }
}
