import { createHash } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { Clock } from '../../clock.ts';
import type { Input } from '../../emulator.ts';
import type { ItemStore } from './item-store.ts';
import type { WriteSet } from './write-set.ts';

/** How long a repeated transaction is recognized, in driven milliseconds. */
const VALID_MS = 10 * 60_000;

const PREFIX = 'token~';

interface Use {
  readonly requestHash: string;
  readonly atMs: number;
}

/** Client request tokens of transactions that were carried out, kept with what they wrote. */
export class RecentTokens {
  readonly #store: ItemStore;
  readonly #clock: Clock;
  readonly #uses = new Map<string, Use>();

  constructor(store: ItemStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async load(): Promise<void> {
    for (const [key, value] of await this.#store.scan(PREFIX)) {
      this.#uses.set(key.slice(PREFIX.length), value as Use);
    }
  }

  /** Whether this very request was carried out already. Throws if its token stands for another one. */
  isRepeat(request: Input): boolean {
    const use = this.#uses.get(request.ClientRequestToken);
    if (!use || use.atMs + VALID_MS <= this.#clock.now()) return false;
    if (use.requestHash === hashOf(request)) return true;
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'The client request token was used with other parameters within the last 10 minutes',
    );
  }

  /** Marks `request` as carried out, in the batch of its writes. */
  remember(request: Input, writes: WriteSet): void {
    const token = request.ClientRequestToken;
    if (!token) return;
    const use = { requestHash: hashOf(request), atMs: this.#clock.now() };
    this.#uses.set(token, use);
    writes.keep(PREFIX + token, use);
  }

  /** Drops the tokens that count no more. */
  async forgetOld(): Promise<void> {
    const oldest = this.#clock.now() - VALID_MS;
    const old = [...this.#uses].filter(([, { atMs }]) => atMs <= oldest).map(([token]) => token);
    for (const token of old) this.#uses.delete(token);
    await this.#store.commit(old.map((token) => ({ type: 'del', key: PREFIX + token })));
  }
}

function hashOf({ ClientRequestToken: _token, ...request }: Input): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64');
}
