import type { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';

/**
 * Tells the server's certificate, and with it all that it sent along, when the chain holds and before its name is checked. Node
 * would have each key and digest of the whole chain written out for that check, which costs a quarter of a handshake; it reads
 * the names alone.
 */
export function onSentChain(socket: TLSSocket, tell: (own: X509Certificate) => void): void {
  socket.getPeerCertificate = () => {
    const own = socket.getPeerX509Certificate(); // once a socket: on Node 20 nothing is left for a second time
    if (own) tell(own);
    return (own ? namesOf(own) : {}) as DetailedPeerCertificate; // as much of it as `tls.checkServerIdentity` reads
  };
}

/** The subject counts only where no DNS name is given besides. */
function namesOf(own: X509Certificate): object {
  const { subjectAltName: subjectaltname } = own;
  return subjectaltname?.includes('DNS:') ? { subject: {}, subjectaltname } : own.toLegacyObject();
}
