import { createHmac } from 'node:crypto';

/** Standard Webhooks: a key is written with this before it, */
const PREFIX = 'whsec_';
/** and has so many bytes. */
const FEWEST_BYTES = 24;
const MOST_BYTES = 64;

export interface Signed {
  readonly id: string;
  /** Of this attempt, in seconds: receivers refuse what is older than five minutes. */
  readonly epochSeconds: number;
  readonly body: string;
}

/**
 * The headers by which a receiver knows that a webhook comes from here, as Standard Webhooks says.
 *
 * @param keys - a signature for each, so that receivers change theirs at leisure
 */
export function signatureHeaders(
  { id, epochSeconds, body }: Signed,
  keys: readonly Buffer[],
): Readonly<Record<string, string>> {
  const content = `${id}.${epochSeconds}.${body}`;
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(epochSeconds),
    'webhook-signature': signatures.join(' '),
  };
}

/** The bytes of a key, with or without its prefix; undefined where it is not one. */
export function signingKey(text: string): Buffer | undefined {
  const base64 = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const key = Buffer.from(base64, 'base64');
  return key.length >= FEWEST_BYTES && key.length <= MOST_BYTES ? key : undefined;
}
