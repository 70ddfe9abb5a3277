import { wordsOf } from './words.ts';

/**
 * MinHash: the least hash of a text's shingles under each of so many hash functions. The share of places in which two
 * fingerprints agree estimates how much of their shingles two texts have in common.
 */
export type Fingerprint = readonly number[];

const HASHES = 48;

/** A band agrees where all its rows do: texts that are alike by 0.8 meet in a band with 99.8 %, by 0.3 with 9 %. */
const ROWS = 4;

/** So few words say the same of many things: they are the same only on the same page. */
const FEW_WORDS = 4;

/** What two pieces of feedback must have in common to be about one thing. */
export interface Told {
  readonly kind: string;
  /** Redacted. */
  readonly text: string;
  /** Origin and path. */
  readonly page?: string | undefined;
}

/** Words and pairs of words: one word that differs takes three shingles away, not all of a long sentence. */
export function fingerprintOf({ kind, text, page = '' }: Told): Fingerprint {
  const words = wordsOf(text);
  const scope = words.length < FEW_WORDS ? `${kind} ${page}` : kind;
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  const shingles = new Set(words.length > 0 ? [...words, ...pairs] : [text.trim()]);
  const hashes = [...shingles].map((shingle) => hashOf(`${scope}\n${shingle}`));
  return Array.from({ length: HASHES }, (_, index) => least(hashes, mixed(index + 1)));
}

/** How much two texts have in common, 0 to 1. */
export function similarity(one: Fingerprint, other: Fingerprint): number {
  return one.filter((hash, index) => hash === other[index]).length / HASHES;
}

/** Names under which a fingerprint is found: texts that are much alike share one at least. */
export function bandsOf(fingerprint: Fingerprint): readonly string[] {
  return Array.from({ length: HASHES / ROWS }, (_, band) => {
    const rows = fingerprint.slice(band * ROWS, (band + 1) * ROWS);
    return `${band}:${rows.map((hash) => hash.toString(36)).join('.')}`;
  });
}

function least(hashes: readonly number[], seed: number): number {
  return hashes.reduce((lowest, hash) => Math.min(lowest, mixed(hash ^ seed)), 0xffff_ffff);
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  return hash >>> 0;
}

/** The finalizer of MurmurHash3: every bit depends on every bit. */
function mixed(hash: number): number {
  let bits = hash;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
