import { UNPRINTABLE } from '../../shared/unprintable.ts';
import { type Failed, GAVE_UP } from '../exchange/failed.ts';
import type { CertificateFacts } from '../targets/probe-result.ts';

/** What Node's codes mean, for people. */
const MEANING: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name does not resolve',
  ENODATA: 'its name has no such record',
  EAI_AGAIN: 'its name could not be resolved for now',
  ESERVFAIL: 'its name server failed',
  EREFUSED: 'its name server refused to answer',
  ETIMEOUT: 'its name server did not answer in time',
  EBADRESP: 'its name server answered with something else',
  EBADNAME: 'its name is none',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ETIMEDOUT: 'the connection was not accepted in time',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  CERT_REVOKED: 'its certificate was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate chain is incomplete',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate chain is incomplete',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate's issuer is not known",
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  EPROTO: 'it does not speak TLS as we do',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'it wants a client certificate',
  HPE_HEADER_OVERFLOW: 'its headers are longer than 16 kB',
};

const MAX_LENGTH = 300;

/** A failure in words; the code is in brackets, for those who search for it. */
export function explainFailure(failed: Failed, giveUpAfterMs: number): string {
  const { code, status } = failed;
  if (code === GAVE_UP) return `${unfinished(failed)} within ${giveUpAfterMs} ms`;
  const meaning = meaningOf(failed);
  if (status === undefined) return `no answer: ${meaning}`;
  return `status was ${status}, but the answer broke off: ${meaning}`;
}

function meaningOf({ code, message, certificate }: Failed): string {
  const meaning = code === 'CERT_HAS_EXPIRED' ? expired(certificate) : MEANING[code];
  if (meaning !== undefined) return `${meaning} (${code})`;
  if (code.startsWith('HPE_')) return `what it sent is not HTTP (${code})`;
  if (code.startsWith('ERR_SSL_')) return `it does not speak TLS as we do (${code})`;
  return message.replace(UNPRINTABLE, ' ').slice(0, MAX_LENGTH);
}

/** The server's own, or another of its chain. */
function expired(certificate: CertificateFacts | undefined): string {
  if (certificate === undefined) return 'its certificate has expired';
  const { daysLeft } = certificate;
  if (daysLeft >= 0) return 'a certificate of its chain has expired';
  const days = -daysLeft;
  return days === 1
    ? 'its certificate expired less than a day ago'
    : `its certificate expired ${days - 1} ${days === 2 ? 'day' : 'days'} ago`;
}

/** What was waited for in vain. */
function unfinished({ during, status }: Failed): string {
  switch (during) {
    case 'resolve':
      return 'its name was not resolved';
    case 'connect':
      return 'no connection';
    case 'handshake':
      return 'connected, but no TLS';
    case 'answer':
      return 'connected, but no answer';
    case 'body':
      return `status was ${status}, but the body did not end`;
  }
}
