import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { GAVE_UP, type Phases } from './observation.ts';
import { Stopwatch } from './stopwatch.ts';

export interface ExchangeOptions {
  readonly lookup: LookupFunction;
  /** Ends the exchange wherever it stands. */
  readonly signal: AbortSignal;
  /** A monotonic clock. */
  readonly nowMs: () => number;
}

/** One request and its answer, or how far it came. */
export type Exchange =
  | {
      readonly ok: true;
      readonly status: number;
      readonly location?: string;
      readonly isTruncated: boolean;
      readonly phases: Phases;
    }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly status?: number;
      readonly phases: Phases;
    };

const MAX_BODY_BYTES = 256 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

const HEADERS = {
  accept: '*/*',
  'accept-encoding': 'identity', // nothing to unpack, so nothing that unpacks to gigabytes
  'user-agent': 'afterprod-probe',
};

/** Sends one GET on a connection of its own and measures each part of it. Never rejects. */
export function exchange(url: URL, options: ExchangeOptions): Promise<Exchange> {
  return new Promise((settle) => new RunningExchange(url, options, settle));
}

class RunningExchange {
  readonly #stopwatch: Stopwatch;
  readonly #signal: AbortSignal;
  readonly #settle: (exchange: Exchange) => void;
  #answer?: http.IncomingMessage;
  #receivedBytes = 0;

  constructor(url: URL, options: ExchangeOptions, settle: (exchange: Exchange) => void) {
    const { lookup, signal, nowMs } = options;
    this.#stopwatch = new Stopwatch(nowMs);
    this.#signal = signal;
    this.#settle = settle;
    const { request } = url.protocol === 'https:' ? https : http;
    request(url, {
      agent: false, // an agent would share connections and hide what opening one costs
      headers: HEADERS,
      lookup,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal,
    })
      .on('socket', (socket) => this.#time(socket))
      .on('response', (answer) => this.#receive(answer))
      .on('upgrade', (_, socket) => this.#refuseUpgrade(socket))
      .on('error', (error) => this.#fail(error))
      .end();
  }

  #time(socket: Socket): void {
    socket.once('lookup', () => this.#stopwatch.note('resolved'));
    socket.once('connect', () => this.#stopwatch.note('connected'));
    socket.once('secureConnect', () => this.#stopwatch.note('secured'));
  }

  #receive(answer: http.IncomingMessage): void {
    this.#stopwatch.note('headers');
    this.#answer = answer;
    answer
      .on('data', (chunk: Buffer) => {
        this.#receivedBytes += chunk.length;
        if (this.#receivedBytes > MAX_BODY_BYTES) this.#finish();
      })
      .on('end', () => this.#finish())
      .on('error', (error) => this.#fail(error));
  }

  #finish(): void {
    this.#stopwatch.note('done');
    const { statusCode = 0, headers } = this.#answer ?? { headers: {} };
    this.#settle({
      ok: true,
      status: statusCode,
      ...(headers.location === undefined ? {} : { location: headers.location }),
      isTruncated: this.#receivedBytes > MAX_BODY_BYTES,
      phases: this.#stopwatch.phases(),
    });
    this.#answer?.destroy();
  }

  #refuseUpgrade(socket: { destroy(): void }): void {
    socket.destroy();
    this.#fail(new Error('the target wants to switch protocols'));
  }

  #fail(error: Error & { code?: unknown }): void {
    const code = typeof error.code === 'string' ? error.code : error.name;
    const status = this.#answer?.statusCode;
    this.#settle({
      ok: false,
      code: this.#signal.aborted ? GAVE_UP : code,
      message: error.message,
      ...(status === undefined ? {} : { status }),
      phases: this.#stopwatch.phases(),
    });
  }
}
