import type { Outcome } from '../outcome.ts';
import type { Attachable } from './attachable.ts';

/** The picture of the last letter: it follows when its letter got through, and holds up nothing. */
export class PictureInTow {
  #picture: Attachable | undefined;
  #key = '';

  /** @param key - of the letter that it belongs to */
  take(key: string, picture: Attachable | undefined): void {
    this.#key = key;
    this.#picture = picture;
  }

  /** Goes after its letter, once; answers what is to be said of it besides `said`. */
  async follow(said: string, key: string, outcome: Outcome): Promise<string> {
    const picture = key === this.#key ? this.#picture : undefined;
    if (!picture) return said;
    if (outcome.kind === 'later') return `${said} ${picture.waits}`;
    if (outcome.kind !== 'sent') return said;
    this.#picture = undefined;
    return `${said} ${await picture.upload(outcome.statusUrl ?? '')}`.trim();
  }
}
