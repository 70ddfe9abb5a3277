import { gunzipSync, gzipSync } from 'node:zlib';

/** More cannot be ours. */
const MAX_TEXT_BYTES = 20_000_000;

/** JSON as it is stored: the results of 50 targets take 2 kB, of which writing is paid by the kB. */
export function packed(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** What `packed` was given: its caller knows the type of what it wrote. */
export function unpacked(bytes: Uint8Array): unknown {
  return JSON.parse(gunzipSync(bytes, { maxOutputLength: MAX_TEXT_BYTES }).toString('utf8'));
}
