import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** What a table holds where somebody wrote this text as the document by hand: whole, with the right sum. */
export function packedText(text: string) {
  return { gzip: gzipSync(text), sha256: createHash('sha256').update(text).digest('hex') };
}
