import { UNPRINTABLE } from '../../shared/unprintable.ts';
import type { CertificateFacts } from '../targets/probe-result.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_NAME_LENGTH = 100;

/** What is read of a certificate: an `X509Certificate` tells it, and far cheaper than all that there is to know. */
export interface CertificateTexts {
  /** Lines such as `CN=shop.example`, with backslashes before special characters. */
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  /** `DNS:example.com, IP Address:192.0.2.1`. */
  readonly subjectAltName?: string | undefined;
  /** `Nov 26 12:00:00 2026 GMT`. */
  readonly validTo: string;
  /** Absent at the end of what the server sent. */
  readonly issuerCertificate?: CertificateTexts | undefined;
}

/** The first, where a field stands twice. */
const COMMON_NAME = /^CN=(.*)$/m;
const ORGANIZATION = /^O=(.*)$/m;
const ESCAPED = /\\(?:[0-9A-F]{2}|(.))/g; // a control character by its code

/**
 * What is worth knowing of the chain that a server sent. The certificate that expires first counts; one above the server's own
 * that has expired already does not: chains are served with old cross-signatures that nobody needs.
 */
export function certificateFacts(own: CertificateTexts, now: Date): CertificateFacts {
  const nowMs = now.getTime();
  const above = issuersOf(own).map(expiryOf);
  const expiresAtMs = Math.min(expiryOf(own), ...above.filter((atMs) => atMs > nowMs));
  return {
    daysLeft: Math.floor((expiresAtMs - nowMs) / DAY_MS),
    expiresAt: new Date(expiresAtMs).toISOString(),
    subject: nameOf(own.subject) ?? firstNameOf(own.subjectAltName) ?? 'nobody',
    issuer: nameOf(own.issuer) ?? 'nobody',
  };
}

function issuersOf(own: CertificateTexts): CertificateTexts[] {
  const issuers: CertificateTexts[] = [];
  const seen = new Set([own]); // a root may be its own issuer
  let next = own.issuerCertificate;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    issuers.push(next);
    next = next.issuerCertificate;
  }
  return issuers;
}

function expiryOf({ validTo }: CertificateTexts): number {
  return Date.parse(validTo);
}

/** A certificate may have no subject at all. */
function nameOf(lines: string | undefined): string | undefined {
  const [, name] = COMMON_NAME.exec(lines ?? '') ?? ORGANIZATION.exec(lines ?? '') ?? [];
  return name === undefined
    ? undefined
    : printable(name.replace(ESCAPED, (_, special = ' ') => special));
}

function firstNameOf(alternatives: string | undefined): string | undefined {
  const name = alternatives?.split(', ')[0]?.replace(/^[^:]*:/, '');
  return name === undefined ? undefined : printable(name);
}

/** Anybody may have written it. */
function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ').slice(0, MAX_NAME_LENGTH);
}
