import type { Socket } from 'node:net';
import type { Phases } from '../targets/probe-result.ts';
import { type Failed, GAVE_UP, type Stage } from './failed.ts';

type Moment = 'resolved' | 'connected' | 'secured' | 'headers' | 'done';

export interface StopwatchOptions {
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** A name is to be resolved first: the host is no address. */
  readonly isNamed: boolean;
  readonly isSecure: boolean;
}

/** Notes the moments of one exchange and tells the times between them. */
export class Stopwatch {
  readonly #options: StopwatchOptions;
  readonly #begunMs: number;
  readonly #at: { [M in Moment]?: number } = {};

  constructor(options: StopwatchOptions) {
    this.#options = options;
    this.#begunMs = options.nowMs();
  }

  /** Notes what becomes of a connection. */
  watch(socket: Socket): void {
    if (this.#options.isNamed) {
      socket.once('lookup', (error) => {
        if (!error) this.note('resolved');
      });
    }
    socket.once('connect', () => this.note('connected'));
    if (this.#options.isSecure) socket.once('secureConnect', () => this.note('secured'));
  }

  note(moment: Moment): void {
    this.#at[moment] ??= this.#options.nowMs();
  }

  /** A failure of what it is in the middle of. */
  failed(code: string, message: string): Failed {
    const phases = code === GAVE_UP ? this.#withWait() : this.phases();
    return { kind: 'failed', code, message, during: this.#stage(), phases };
  }

  #withWait(): Phases {
    const { resolved, connected, secured, headers } = this.#at;
    const since = headers ?? secured ?? connected ?? resolved ?? this.#begunMs;
    return { ...this.phases(), waitedMs: between(since, this.#options.nowMs()) };
  }

  #stage(): Stage {
    const { resolved, connected, secured, headers } = this.#at;
    if (headers !== undefined) return 'body';
    if (secured !== undefined) return 'answer';
    if (connected !== undefined) return this.#options.isSecure ? 'handshake' : 'answer';
    return this.#options.isNamed && resolved === undefined ? 'resolve' : 'connect';
  }

  totalMs(): number {
    return between(this.#begunMs, this.#options.nowMs());
  }

  phases(): Phases {
    const { resolved, connected, secured, headers, done } = this.#at;
    const phases: { -readonly [P in keyof Phases]: number } = {};
    if (resolved !== undefined) phases.dnsMs = between(this.#begunMs, resolved);
    if (connected !== undefined) phases.connectMs = between(resolved ?? this.#begunMs, connected);
    if (connected === undefined) return phases;
    if (secured !== undefined) phases.tlsMs = between(connected, secured);
    if (headers === undefined) return phases;
    phases.firstByteMs = between(secured ?? connected, headers);
    if (done !== undefined) phases.transferMs = between(headers, done);
    return phases;
  }
}

/** Tenths of a millisecond: the rest is noise. */
export function between(fromMs: number, toMs: number): number {
  return Math.round((toMs - fromMs) * 10) / 10;
}
