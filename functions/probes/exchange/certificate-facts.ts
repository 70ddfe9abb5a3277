import type { DetailedPeerCertificate } from 'node:tls';
import { UNPRINTABLE } from '../../shared/unprintable.ts';
import type { CertificateFacts } from '../targets/probe-result.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_NAME_LENGTH = 100;

/**
 * What is worth knowing of a server's chain. The certificate that expires first counts; one above the server's own that has
 * expired already does not: chains are served with old cross-signatures that nobody needs.
 */
export function certificateFacts(own: DetailedPeerCertificate, now: Date): CertificateFacts {
  const nowMs = now.getTime();
  const above = issuersOf(own).map(expiryOf);
  const expiresAtMs = Math.min(expiryOf(own), ...above.filter((atMs) => atMs > nowMs));
  return {
    daysLeft: Math.floor((expiresAtMs - nowMs) / DAY_MS),
    expiresAt: new Date(expiresAtMs).toISOString(),
    subject: nameOf(own.subject) ?? firstNameOf(own.subjectaltname) ?? 'nobody',
    issuer: nameOf(own.issuer) ?? 'nobody',
  };
}

function issuersOf(own: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const issuers: DetailedPeerCertificate[] = [];
  const seen = new Set([own]);
  // A root is its own issuer. Absent at the end of a chain that is not whole.
  let next: DetailedPeerCertificate | undefined = own.issuerCertificate;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    issuers.push(next);
    next = next.issuerCertificate;
  }
  return issuers;
}

function expiryOf({ valid_to }: DetailedPeerCertificate): number {
  return Date.parse(valid_to);
}

/** A field that stands twice is a list, whatever its type says; a certificate may have no subject at all. */
function nameOf(name: Partial<Record<'CN' | 'O', string | string[]>> | undefined) {
  const text = [name?.CN ?? name?.O].flat()[0];
  return text === undefined ? undefined : printable(text);
}

/** `DNS:example.com, IP Address:192.0.2.1`. */
function firstNameOf(alternatives: string | undefined): string | undefined {
  const name = alternatives?.split(', ')[0]?.replace(/^[^:]*:/, '');
  return name === undefined ? undefined : printable(name);
}

/** Anybody may have written it. */
function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ').slice(0, MAX_NAME_LENGTH);
}
