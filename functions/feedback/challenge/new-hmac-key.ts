const KEY_BYTES = 32;

/** A key that nobody can guess. */
export function newHmacKey(randomBytes: (count: number) => Buffer): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}
