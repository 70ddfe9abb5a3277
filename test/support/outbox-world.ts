import type { Letter } from '../../web/widget/letter.ts';
import { letterBox, type TextStorage } from '../../web/widget/letter-box.ts';
import { Outbox } from '../../web/widget/outbox.ts';
import type { Outcome } from '../../web/widget/outcome.ts';
import { MapStorage } from './map-storage.ts';

/** Whose letters they are. */
export const ENDPOINT = 'https://api.example/v1/feedback';
export const SENT: Outcome = { kind: 'sent' };
export const LATER: Outcome = { kind: 'later' };

/** One browser: its tabs share storage, locks and the time. Answers of the API are given out in order. */
export class World {
  readonly storage = new MapStorage();
  readonly posts: { readonly key: string; readonly body: string; readonly atMs: number }[] = [];
  readonly heard: { readonly key: string; readonly outcome: Outcome }[] = [];
  readonly held = new Set<string>();
  answers: Outcome[] = [];
  /** Told of each attempt, and of its answer. */
  onPost = (_key: string): void => {};
  onAnswer = (_key: string, _answer: Outcome): void => {};
  online = true;
  nowMs = 1_000_000;
  wakeAfterMs: number | undefined;

  tab(storage: () => TextStorage = () => this.storage): Outbox {
    return new Outbox({
      box: letterBox(ENDPOINT, storage),
      post: async ({ key, body }: Letter) => {
        this.posts.push({ key, body, atMs: this.nowMs });
        this.onPost(key);
        await Promise.resolve(); // so that other tabs have their turn meanwhile
        const answer = this.answers.shift() ?? SENT;
        this.onAnswer(key, answer);
        return answer;
      },
      alone: async (name, work) => {
        if (this.held.has(name)) return undefined;
        this.held.add(name);
        try {
          return await work();
        } finally {
          this.held.delete(name);
        }
      },
      isOnline: () => this.online,
      nowMs: () => this.nowMs,
      random: () => 0.5,
      wakeAfter: (waitMs) => {
        this.wakeAfterMs = waitMs;
      },
      onOutcome: ({ key }, outcome) => this.heard.push({ key, outcome }),
    });
  }

  waiting(): readonly Letter[] {
    return letterBox(ENDPOINT, () => this.storage).all(this.nowMs);
  }
}
