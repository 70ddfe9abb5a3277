import type { Failed } from './failed.ts';
import { handshake } from './handshake.ts';
import type { ConnectionTools, Peer } from './open-connection.ts';

/** Node's codes of certificates and chains that it does not accept. */
const OF_CERTIFICATE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)$)/;

/** Looks again at a certificate that was not accepted: Node has closed the connection before it can be asked about it. */
export async function withCertificate(
  failed: Failed,
  peer: Peer,
  giveUpAtMs: number,
  tools: ConnectionTools,
): Promise<Failed> {
  if (failed.certificate || !OF_CERTIFICATE.test(failed.code)) return failed;
  const { certificate } = await handshake(peer, giveUpAtMs, tools);
  return certificate ? { ...failed, certificate } : failed;
}
