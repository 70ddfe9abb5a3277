import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What a job must know to beat: `<name>.<proof>`. It is made of the stage's secret, so that it is checked without a look-up
 * and nobody can read it in a table.
 */
export function heartbeatKey(secret: string, heartbeat: string): string {
  return `${heartbeat}.${proofOf(secret, heartbeat)}`;
}

/** Whose key it is; undefined for what is none of this secret. */
export function heartbeatOfKey(secret: string, key: string): string | undefined {
  const at = key.lastIndexOf('.');
  const heartbeat = key.slice(0, Math.max(0, at));
  const given = Buffer.from(key.slice(at + 1));
  const right = Buffer.from(proofOf(secret, heartbeat));
  return given.length === right.length && timingSafeEqual(given, right) ? heartbeat : undefined;
}

function proofOf(secret: string, heartbeat: string): string {
  return createHmac('sha256', secret).update(`heartbeat ${heartbeat}`).digest('base64url');
}
