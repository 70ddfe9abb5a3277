import type { NowMs } from '../../shared/clock.ts';
import type { ClientCredentials } from '../targets/http-request.ts';
import { type Fetched, KeptValues } from './kept-values.ts';
import { NotSent } from './not-sent.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { SecretReader } from './secret-reader.ts';
import { readToken } from './token-answer.ts';
import { type SecretPlace, tokenRequest } from './token-request.ts';

/**
 * Sends the request for a token: guarded as every other, and given up in time. Rejects with an error whose message says
 * why there is no whole answer.
 */
export type SendForToken = (request: PreparedRequest) => Promise<TokenAnswer>;

export interface TokenAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

export interface TokensOptions {
  readonly secrets: SecretReader;
  readonly send: SendForToken;
  readonly now: NowMs;
}

/** Tokens of OAuth 2.0 for the grant of client credentials, kept until shortly before they expire. */
export class Tokens {
  readonly #options: TokensOptions;
  readonly #tokens: KeptValues<string>;
  /** Where the last secret that was not refused stood. */
  readonly #places = new Map<string, SecretPlace>();

  constructor(options: TokensOptions) {
    this.#options = options;
    this.#tokens = new KeptValues(options.now);
  }

  /** Rejects with `NotSent`. */
  read(credentials: ClientCredentials): Promise<string> {
    return this.#tokens.get(JSON.stringify(credentials), () => this.#fetch(credentials));
  }

  /** It was refused. */
  forget(credentials: ClientCredentials): void {
    this.#tokens.forget(JSON.stringify(credentials));
  }

  /** Asks a second time with the secret in the other place where the first is refused: no server says which it wants. */
  async #fetch(credentials: ClientCredentials): Promise<Fetched<string>> {
    const key = JSON.stringify(credentials);
    const place = this.#places.get(key) ?? 'header';
    const answer = await this.#ask(credentials, place);
    if (!isRefusal(answer)) return readToken(answer, hostOf(credentials));
    const other = place === 'header' ? 'body' : 'header';
    const second = await this.#ask(credentials, other);
    if (isRefusal(second)) {
      this.#options.secrets.forget(credentials.clientSecret);
      return readToken(answer, hostOf(credentials)); // throws, with what the first said
    }
    this.#places.set(key, other);
    return readToken(second, hostOf(credentials));
  }

  async #ask(credentials: ClientCredentials, place: SecretPlace): Promise<TokenAnswer> {
    const { secrets, send } = this.#options;
    const secret = await secrets.read(credentials.clientSecret);
    try {
      return await send(tokenRequest(credentials, secret, place));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'no reason was given';
      throw new NotSent(`no token from ${hostOf(credentials)}: ${why}`, { cause });
    }
  }
}

function isRefusal({ status }: TokenAnswer): boolean {
  return status === 400 || status === 401;
}

function hostOf({ tokenUrl }: ClientCredentials): string {
  return new URL(tokenUrl).host;
}
