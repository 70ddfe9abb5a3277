import { isIP } from 'node:net';
import { connected } from './connected.ts';
import type { Failed } from './failed.ts';
import { type ConnectionTools, openTcp, type Peer } from './open-connection.ts';
import type { SeenTcp } from './seen.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * Connects, and sends nothing.
 *
 * @param giveUpAtMs - on the monotonic clock
 */
export async function tcpConnection(
  peer: Peer,
  giveUpAtMs: number,
  tools: ConnectionTools,
): Promise<SeenTcp | Failed> {
  const { nowMs } = tools;
  const stopwatch = new Stopwatch({ nowMs, isNamed: !isIP(peer.host), isSecure: false });
  const socket = openTcp(peer, tools);
  const failure = await connected(socket, { until: 'connect', stopwatch, giveUpAtMs, tools });
  if (failure) return failure;
  socket.destroy();
  const phases = stopwatch.phases();
  return { kind: 'tcp', phases, totalMs: stopwatch.totalMs(), latencyMs: phases.connectMs };
}
