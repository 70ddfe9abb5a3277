import type { NowMs } from '../../shared/clock.ts';
import type { ClientCredentials } from '../targets/http-request.ts';
import { NotSent } from './not-sent.ts';
import { prepare } from './prepare.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { type Fetched, Remembered } from './remembered.ts';
import type { SecretReader } from './secret-reader.ts';
import { readToken } from './token-answer.ts';

/** Tokens of OAuth 2.0, for the grant of client credentials. */
export interface Tokens {
  /** Rejects with `NotSent`. */
  read(credentials: ClientCredentials): Promise<string>;
  /** It was refused. */
  forget(credentials: ClientCredentials): void;
}

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

/** Where the client's secret stands: servers must take the first, some take only the second (RFC 6749, section 2.3.1). */
type SecretPlace = 'header' | 'body';

/** Fetches tokens, and keeps them until shortly before they expire. */
export function createTokens({ secrets, send, now }: TokensOptions): Tokens {
  const tokens = new Remembered<string>(now);
  const places = new Map<string, SecretPlace>();

  async function fetch(key: string, credentials: ClientCredentials): Promise<Fetched<string>> {
    const secret = await secrets.read(credentials.clientSecret);
    const ask = (place: SecretPlace) =>
      sendTo(send, credentials, tokenRequest(credentials, secret, place));
    const first = places.get(key) ?? 'header';
    const answer = await ask(first);
    if (!isRefusal(answer)) return readToken(answer, hostOf(credentials));
    const second = first === 'header' ? 'body' : 'header';
    const other = await ask(second);
    if (isRefusal(other)) secrets.forget(credentials.clientSecret);
    else places.set(key, second);
    // Where both are refused, the first answer is the one to the way that holds.
    return readToken(isRefusal(other) ? answer : other, hostOf(credentials));
  }

  return {
    read(credentials) {
      const key = JSON.stringify(credentials);
      return tokens.get(key, () => fetch(key, credentials));
    },
    forget: (credentials) => tokens.forget(JSON.stringify(credentials)),
  };
}

function isRefusal({ status }: TokenAnswer): boolean {
  return status === 400 || status === 401;
}

async function sendTo(
  send: SendForToken,
  credentials: ClientCredentials,
  request: PreparedRequest,
): Promise<TokenAnswer> {
  try {
    return await send(request);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'no reason was given';
    throw new NotSent(`no token from ${hostOf(credentials)}: ${why}`, { cause });
  }
}

function hostOf({ tokenUrl }: ClientCredentials): string {
  return new URL(tokenUrl).host;
}

function tokenRequest(
  { tokenUrl, clientId, scope, audience }: ClientCredentials,
  secret: string,
  place: SecretPlace,
): PreparedRequest {
  const form = {
    grant_type: 'client_credentials',
    ...(scope !== undefined && { scope }),
    ...(audience !== undefined && { audience }),
    ...(place === 'body' && { client_id: clientId, client_secret: secret }),
  };
  const pair = [clientId, secret].map(formEncoded).join(':');
  return prepare({
    method: 'POST',
    url: new URL(tokenUrl),
    headers: {
      accept: 'application/json',
      ...(place === 'header' && {
        authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
      }),
    },
    body: { form },
  });
}

function formEncoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}
