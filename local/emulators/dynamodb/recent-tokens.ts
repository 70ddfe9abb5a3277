import { createHash } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { Clock } from '../../clock.ts';
import type { Input } from '../../emulator.ts';

/** How long a repeated transaction is recognized, in driven milliseconds. */
const VALID_MS = 10 * 60_000;

interface Use {
  readonly requestHash: string;
  readonly atMs: number;
}

/** Client request tokens of transactions that were carried out. Nobody repeats a request over a restart. */
export class RecentTokens {
  readonly #clock: Clock;
  readonly #uses = new Map<string, Use>();

  constructor(clock: Clock) {
    this.#clock = clock;
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

  /** Marks `request` as carried out. */
  remember(request: Input): void {
    const { ClientRequestToken: token } = request;
    if (token) this.#uses.set(token, { requestHash: hashOf(request), atMs: this.#clock.now() });
  }

  /** Drops the tokens that count no more. */
  forgetOld(): void {
    const oldest = this.#clock.now() - VALID_MS;
    for (const [token, { atMs }] of this.#uses) if (atMs <= oldest) this.#uses.delete(token);
  }
}

function hashOf({ ClientRequestToken: _token, ...request }: Input): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64');
}
