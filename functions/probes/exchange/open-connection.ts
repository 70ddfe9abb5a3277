import type { X509Certificate } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { AddressGuard } from '../../shared/address-guard.ts';
import type { StartTimer } from '../../shared/timer.ts';
import type { ClientCertificate } from '../auth/prepared-request.ts';
import { onSentChain } from './on-sent-chain.ts';
import type { SecureContexts } from './secure-contexts.ts';

export interface ConnectionTools {
  /** Its look-up resolves names, and refuses what is not allowed. */
  readonly guard: AddressGuard;
  readonly contexts: SecureContexts;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** The time of day. */
  readonly now: () => Date;
  /** @default - the system's */
  readonly startTimer?: StartTimer;
}

export interface Peer {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Where a URL leads. */
export function peerOf(url: URL): Peer {
  return { host: withoutBrackets(url.hostname), port: Number(url.port) || defaultPort(url) };
}

export function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function defaultPort({ protocol }: URL): number {
  return protocol === 'https:' ? 443 : 80;
}

export function openTcp({ host, port }: Peer, { guard }: ConnectionTools): Socket {
  return connectTcp({ host, port, lookup: guard.lookup });
}

export interface HandshakeOptions {
  readonly client?: ClientCertificate | undefined;
  /** What we offer to speak over TLS. @default [] */
  readonly protocols?: string[];
  /** Told the server's certificate when its chain holds, before the name in it is checked. Ask the socket for it no more. */
  readonly onChain: (own: X509Certificate) => void;
  /** False only where nothing is sent: to look at a certificate that is not accepted. @default true */
  readonly refusesBadCertificate?: boolean;
}

export function openTls(
  { host, port }: Peer,
  { guard, contexts }: ConnectionTools,
  { client, protocols = [], onChain, refusesBadCertificate = true }: HandshakeOptions,
): TLSSocket {
  const socket = connectTls({
    host,
    port,
    lookup: guard.lookup,
    secureContext: contexts.of(client),
    ALPNProtocols: protocols,
    rejectUnauthorized: refusesBadCertificate,
    ...(isIP(host) ? {} : { servername: host }), // an address has no place in it (RFC 6066)
  });
  onSentChain(socket, onChain);
  return socket;
}
