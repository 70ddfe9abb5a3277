import type { Socket } from 'node:net';
import { systemTimer } from '../../shared/timer.ts';
import { codeOf, type Failed, GAVE_UP } from './failed.ts';
import type { ConnectionTools } from './open-connection.ts';
import type { Stopwatch } from './stopwatch.ts';

interface ConnectedOptions {
  readonly until: 'connect' | 'secureConnect';
  /** Watches the socket from here on. */
  readonly stopwatch: Stopwatch;
  /** On the monotonic clock. */
  readonly giveUpAtMs: number;
  readonly tools: Pick<ConnectionTools, 'nowMs' | 'startTimer'>;
}

/** Waits until a connection is open: resolves with nothing then. One that fails is destroyed. */
export function connected(
  socket: Socket,
  { until, stopwatch, giveUpAtMs, tools }: ConnectedOptions,
): Promise<Failed | undefined> {
  const { nowMs, startTimer = systemTimer } = tools;
  stopwatch.watch(socket);
  return new Promise((settle) => {
    const end = (failure?: Failed) => {
      stopTimer();
      if (failure) socket.destroy();
      settle(failure);
    };
    const giveUp = () => end(stopwatch.failed(GAVE_UP, 'gave up'));
    const stopTimer = startTimer(giveUp, Math.max(0, giveUpAtMs - nowMs()));
    socket
      .once(until, () => end())
      .on('error', (error) => end(stopwatch.failed(codeOf(error), error.message)))
      .on('close', () => end(stopwatch.failed('ECONNRESET', 'closed')));
  });
}
