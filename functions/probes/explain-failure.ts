import { type Failed, GAVE_UP } from './observation.ts';

/** What Node's codes mean, for people. */
const MEANING: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'its name could not be resolved for now',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ETIMEDOUT: 'the connection was not accepted in time',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate chain is incomplete',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate's issuer is not known",
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  HPE_HEADER_OVERFLOW: 'its headers are longer than 16 kB',
};

/** A failure in words; the code is in brackets, for those who search for it. */
export function explainFailure(
  { code, message, status, phases }: Failed,
  giveUpAfterMs: number,
): string {
  if (code === GAVE_UP) return `${stageOf({ status, phases })} within ${giveUpAfterMs} ms`;
  const meaning = meaningOf(code, message);
  if (status === undefined) return `no answer: ${meaning}`;
  return `status was ${status}, but the answer broke off: ${meaning}`;
}

function meaningOf(code: string, message: string): string {
  const meaning = MEANING[code];
  if (meaning !== undefined) return `${meaning} (${code})`;
  if (code.startsWith('HPE_')) return `what it sent is not HTTP (${code})`;
  return message;
}

/** What was waited for in vain. */
function stageOf({
  status,
  phases,
}: {
  status: number | undefined;
  phases: Failed['phases'];
}): string {
  if (status !== undefined) return `status was ${status}, but the body did not end`;
  if (phases.connectMs === undefined) return 'no connection';
  return 'connected, but no answer';
}
