import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { certificateFacts } from './certificate-facts.ts';
import { connected } from './connected.ts';
import type { Failed } from './failed.ts';
import { type ConnectionTools, openTls, type Peer } from './open-connection.ts';
import type { SeenTls } from './seen.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * Makes a TLS handshake and sends nothing, so that a certificate which is not accepted can be told about.
 *
 * @param giveUpAtMs - on the monotonic clock
 */
export async function handshake(
  peer: Peer,
  giveUpAtMs: number,
  tools: ConnectionTools,
): Promise<SeenTls | Failed> {
  const { nowMs, now } = tools;
  const stopwatch = new Stopwatch({ nowMs, isNamed: !isIP(peer.host), isSecure: true });
  const told: X509Certificate[] = [];
  const onChain = (own: X509Certificate) => told.push(own);
  const socket = openTls(peer, tools, { onChain, refusesBadCertificate: false });
  const failure = await connected(socket, { until: 'secureConnect', stopwatch, giveUpAtMs, tools });
  if (failure) return failure;
  const own = told[0] ?? socket.getPeerX509Certificate(); // of a chain that does not hold nothing is told
  if (own === undefined) return stopwatch.failed('NO_CERTIFICATE', 'it showed no certificate');
  const certificate = certificateFacts(own, now());
  const refusal = refusalOf(socket);
  socket.destroy();
  const phases = stopwatch.phases();
  if (refusal) return { ...stopwatch.failed(refusal, refusal), during: 'handshake', certificate };
  return {
    kind: 'tls',
    certificate,
    phases,
    totalMs: stopwatch.totalMs(),
    latencyMs: phases.connectMs,
  };
}

/** A code, e.g. `CERT_HAS_EXPIRED`, though its type says that it is an error. */
function refusalOf({ authorized, authorizationError }: TLSSocket): string | undefined {
  return authorized ? undefined : String(authorizationError);
}
