import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ToggleDocument } from './toggle-document.ts';

/** A document as it is stored: 200 toggles take 7 kB. */
export interface PackedDocument {
  readonly gzip: Uint8Array;
  /** Of the JSON text, in hex: finds a torn or corrupt item. */
  readonly sha256: string;
  readonly bucketing: string;
}

/** Over what fits into an item even at gzip's best: stops a bomb. */
const MAX_BYTES = 20_000_000;

export function pack(document: ToggleDocument): PackedDocument {
  const text = JSON.stringify(document);
  const { bucketing } = document.metadata;
  return { gzip: gzipSync(text), sha256: hashOf(text), bucketing };
}

/** Rejects what is not whole: a reader then keeps the version it has. */
export function unpack({ gzip, sha256 }: Pick<PackedDocument, 'gzip' | 'sha256'>): ToggleDocument {
  const text = gunzipSync(gzip, { maxOutputLength: MAX_BYTES }).toString('utf8');
  if (hashOf(text) !== sha256) {
    throw new Error(
      'the stored toggle document is corrupt: its sha256 differs; undo to an earlier version',
    );
  }
  return JSON.parse(text) as ToggleDocument; // linted before it was stored
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
