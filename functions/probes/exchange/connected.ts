import type { Socket } from 'node:net';
import { codeOf, type Failed, GAVE_UP } from './failed.ts';
import type { Stopwatch } from './stopwatch.ts';

interface ConnectedOptions {
  readonly until: 'connect' | 'secureConnect';
  /** Watches the socket from here on. */
  readonly stopwatch: Stopwatch;
  /** On the monotonic clock. */
  readonly giveUpAtMs: number;
  readonly nowMs: () => number;
}

/** Waits until a connection is open: resolves with nothing then. One that fails is destroyed. */
export function connected(
  socket: Socket,
  { until, stopwatch, giveUpAtMs, nowMs }: ConnectedOptions,
): Promise<Failed | undefined> {
  stopwatch.watch(socket);
  return new Promise((settle) => {
    const end = (failure?: Failed) => {
      clearTimeout(timer);
      if (failure) socket.destroy();
      settle(failure);
    };
    const giveUp = () => end(stopwatch.failed(GAVE_UP, 'gave up'));
    const timer = setTimeout(giveUp, Math.max(0, giveUpAtMs - nowMs()));
    socket
      .once(until, () => end())
      .on('error', (error) => end(stopwatch.failed(codeOf(error), error.message)))
      .on('close', () => end(stopwatch.failed('ECONNRESET', 'closed')));
  });
}
