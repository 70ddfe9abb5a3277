import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type AddressGuard, portOf } from '../../shared/address-guard.ts';
import { AddressRefused } from '../../shared/address-refused.ts';

/** What became of one request. A body is never read: nothing in it is acted on. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter?: string;
    }
  /** No answer came. `code` is Node's, or one of ours. */
  | { readonly kind: 'broken'; readonly code: string }
  /** It leads where nothing may be sent. */
  | { readonly kind: 'refused' };

export interface Posted {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostOptions {
  /** Judges the address, and each that its name has. */
  readonly guard: AddressGuard;
  /** From the look-up of the name to the answer's headers. */
  readonly timeoutMs: number;
}

/**
 * Sends JSON, on a connection of its own, to the very address that was judged; follows no redirect. Never rejects for what
 * the receiver does.
 */
export async function post(posted: Posted, options: PostOptions): Promise<Answer> {
  const { url } = posted;
  try {
    options.guard.checkUrl(url, [portOf(url)]);
    return { kind: 'answered', ...headOf(await answerTo(posted, options)) };
  } catch (error) {
    if (error instanceof AddressRefused) return { kind: 'refused' };
    return { kind: 'broken', code: codeOf(error) };
  }
}

function answerTo(
  { url, headers, body }: Posted,
  { guard, timeoutMs }: PostOptions,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const length = String(Buffer.byteLength(body));
  const sent = request(url, {
    method: 'POST',
    agent: false,
    lookup: guard.lookup,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': length,
      'user-agent': 'afterprod-alerts',
      connection: 'close',
    },
  });
  sent.end(body);
  return firstAnswer(sent, timeoutMs);
}

/** Its headers say all: the connection is closed before the rest of it comes. */
function firstAnswer(sent: ClientRequest, timeoutMs: number): Promise<IncomingMessage> {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswer('TIMEOUT')), timeoutMs);
    sent.once('response', resolve);
    sent.once('upgrade', () => reject(new NoAnswer('UPGRADE')));
    sent.on('error', reject); // not once: what comes after an answer belongs to nobody
    sent.once('close', () => {
      clearTimeout(timer);
      reject(new NoAnswer('CLOSED'));
    });
  }).finally(() => sent.destroy());
}

class NoAnswer extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function headOf({ statusCode = 0, headers }: IncomingMessage) {
  const retryAfter = headers['retry-after'];
  return { status: statusCode, ...(retryAfter !== undefined && { retryAfter }) };
}

/** A name with several addresses fails with an error of each. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  const [first] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return first === undefined ? 'UNKNOWN' : codeOf(first);
}
