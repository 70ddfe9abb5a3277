import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Problem } from '../../shared/problem.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { CorruptDocument } from './corrupt-document.ts';
import { isToggleDocument } from './is-toggle-document.ts';

/** A document as it is stored: 200 toggles take 7 kB. */
export interface PackedDocument {
  readonly gzip: Uint8Array;
  /** Of the JSON text, in hex: finds a torn or corrupt item. */
  readonly sha256: string;
  readonly bucketing: string;
}

/** A DynamoDB item holds 400 kB, its other attributes included. */
const MAX_PACKED_BYTES = 350_000;

/** What a reader unpacks at most: stops a bomb. */
const MAX_TEXT_BYTES = 20_000_000;

/** Throws `toggle_invalid` where it would not fit into an item. */
export function pack(document: ToggleDocument): PackedDocument {
  const text = JSON.stringify(document);
  const gzip = gzipSync(text);
  refuseOversize('the document', Buffer.byteLength(text), MAX_TEXT_BYTES);
  refuseOversize('the packed document', gzip.byteLength, MAX_PACKED_BYTES);
  return { gzip, sha256: hashOf(text), bucketing: document.metadata.bucketing };
}

/** Rejects what is not whole with `CorruptDocument`: a reader then keeps the version it has. */
export function unpack({ gzip, sha256 }: Pick<PackedDocument, 'gzip' | 'sha256'>): ToggleDocument {
  const text = textOf(gzip);
  if (hashOf(text) !== sha256) throw new CorruptDocument('its sha256 differs');
  const document = parsed(text);
  if (!isToggleDocument(document)) throw new CorruptDocument('it has not the form of a document');
  return document; // its toggles were linted before it was stored
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CorruptDocument('it is no JSON', { cause: error });
  }
}

function textOf(gzip: Uint8Array): string {
  try {
    return gunzipSync(gzip, { maxOutputLength: MAX_TEXT_BYTES }).toString('utf8');
  } catch (error) {
    throw new CorruptDocument('it cannot be unpacked', { cause: error });
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function refuseOversize(what: string, bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  const rule = `${what} takes ${bytes} bytes of ${maxBytes} at most`;
  const fix = 'remove toggles that are done with, or move long lists into $evaluators';
  const errors = [{ pointer: '', code: 'too_large', detail: `${rule}: ${fix}` }];
  throw new Problem('toggle_invalid', `${rule}: ${fix}`, { errors });
}
